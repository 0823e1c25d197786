import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { type AlertKind, chooseAlert, useAlert } from '../../live/alerts.ts';
import { useInboxLive } from '../../live/use-inbox-live.ts';
import { useMay, useMe } from '../../me.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { setPresence } from '../../queries/inbox.ts';

/** Whether one takes conversations, how one is told of those who wait, and the way to the messages left. */
export function InboxOptions({ botId }: { botId: string }) {
  const me = useMe();
  const may = useMay();
  const { present } = useInboxLive();
  const away = present.find(({ id }) => id === me.id)?.away ?? false;
  const presence = useMutation({ mutationFn: (next: boolean) => setPresence(botId, { away: next }) });
  const others = present.filter((agent) => agent.id !== me.id && !agent.away);
  return (
    <div className="inbox-options">
      <p className="small">
        <Link to="/$botId/left-messages" params={{ botId }}>
          {t('Left messages')}
        </Link>
      </p>
      {may('conversations:reply') && (
        <>
          <Switch
            label={t('Available')}
            checked={!away}
            disabled={presence.isPending}
            onChange={(event) => presence.mutate(!event.currentTarget.checked)}
          />
          {presence.isError && <Problem error={presence.error} />}
          <p className="quiet small">
            {others.length === 0
              ? t('No other colleague is available.')
              : t('Available too: {names}', { names: others.map(({ name }) => name).join(', ') })}
          </p>
          <details>
            <summary>{t('Tell me of visitors who wait')}</summary>
            <div className="stack">
              <AlertSwitch kind="notification" label={t('Browser notification')} />
              <AlertSwitch kind="sound" label={t('Sound')} />
            </div>
          </details>
        </>
      )}
    </div>
  );
}

function AlertSwitch({ kind, label }: { kind: AlertKind; label: string }) {
  const on = useAlert(kind);
  const [refused, setRefused] = useState(false);
  return (
    <>
      <Switch
        label={label}
        checked={on}
        onChange={(event) => {
          void chooseAlert(kind, event.currentTarget.checked).then((done) => setRefused(!done));
        }}
      />
      {refused && (
        <p className="small" role="alert">
          {t('Your browser refuses notifications for this site. Allow them in its settings, then try again.')}
        </p>
      )}
    </>
  );
}
