import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { formatTime } from '../../parts/format.ts';
import { Query } from '../../parts/Query.tsx';
import { siteName } from '../../parts/site-name.ts';
import { sitesQuery } from '../../queries/bots.ts';

export function Sites({ botId }: { botId: string }) {
  const sites = useQuery(sitesQuery(botId));
  return (
    <section className="card" aria-labelledby="sites-title">
      <h2 id="sites-title">{t('Where it was seen')}</h2>
      <Query result={sites}>
        {(seen) =>
          seen.length === 0 ? (
            <p className="quiet">
              {t('Nowhere yet. A site stands here once somebody opened the chat on it.')}
            </p>
          ) : (
            <ul className="plain stack">
              {seen.map(({ origin, lastSeenAt }) => (
                <li key={origin}>
                  <strong>{siteName(origin)}</strong>{' '}
                  <span className="quiet small">
                    {t('last opened {time}', { time: formatTime(lastSeenAt) })}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Query>
    </section>
  );
}
