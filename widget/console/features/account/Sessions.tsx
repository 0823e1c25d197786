import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { endOtherSessions, sessionsQuery } from './queries.ts';

/** Where one is signed in, and the way to end all others. */
export function Sessions() {
  const queries = useQueryClient();
  const sessions = useQuery(sessionsQuery());
  const end = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsQuery().queryKey }),
  });
  return (
    <section className="card" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t('Where you are signed in')}</h2>
      <Query result={sessions}>
        {({ sessions: all }) => (
          <>
            <ul className="plain sessions">
              {all.map((session) => (
                <li key={session.id}>
                  <strong>{deviceOf(session.userAgent)}</strong>{' '}
                  {session.current && (
                    <span className="state" data-tone="good">
                      {t('This device')}
                    </span>
                  )}
                  <p className="quiet small">
                    {session.address ?? t('unknown address')} ·{' '}
                    {t('since {time}', { time: formatTime(session.startedAt) })}
                  </p>
                </li>
              ))}
            </ul>
            {end.isError && <Problem error={end.error} />}
            <Button
              variant="default"
              loading={end.isPending}
              disabled={all.length < 2}
              onClick={() => end.mutate()}
            >
              {t('Sign out everywhere else')}
            </Button>
          </>
        )}
      </Query>
    </section>
  );
}

/** Browser and system, as far as the browser says; for people to tell their devices apart. */
function deviceOf(userAgent: string | null): string {
  const text = userAgent ?? '';
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(text)?.[1];
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(text)?.[1];
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' };
  const known = [browser, system].filter((part) => part !== undefined).map((part) => names[part] ?? part);
  return known.length === 0 ? t('Unknown device') : known.join(', ');
}
