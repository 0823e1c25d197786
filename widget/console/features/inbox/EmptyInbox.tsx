import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { type BotSettings, botQuery } from '../../queries.ts';

/** What will appear here and when, by the bot's own settings, and where they are set. */
export function EmptyInbox({ botId }: { botId: string }) {
  const handoff = useQuery(botQuery(botId)).data?.settings.handoff;
  const mayChange = useMay()('bots:change');
  return (
    <EmptyState
      title={t('The inbox is empty')}
      action={
        <>
          {handoff && <p>{whenReached(handoff)}</p>}
          {handoff && mayChange && handoff.email === undefined && (
            <p>{t('Nobody is told of such a message by e-mail yet.')}</p>
          )}
          {mayChange && (
            <LinkButton to="/$botId/settings/people" params={{ botId }} variant="default">
              {t('Set hours and form')}
            </LinkButton>
          )}
        </>
      }
    >
      {t(
        'As soon as a visitor wants a person, the conversation appears here by itself: after the button in the chat, words that ask for one, or answers that did not help.',
      )}
    </EmptyState>
  );
}

function whenReached({ live, hours, maxWaitMinutes }: BotSettings['handoff']): string {
  if (!live) {
    return t(
      'At present nobody takes over in the chat: visitors are only offered a form. What they write in it stands under Left messages.',
    );
  }
  if (hours.weekly.length === 0) {
    return t(
      'No hours are set: visitors wait for you day and night, and are offered a form when nobody comes within {minutes, plural, one {# minute} other {# minutes}}. What they write in it stands under Left messages.',
      { minutes: maxWaitMinutes },
    );
  }
  return t(
    'Outside your hours, and when nobody comes within {minutes, plural, one {# minute} other {# minutes}}, visitors are offered a form. What they write in it stands under Left messages.',
    { minutes: maxWaitMinutes },
  );
}
