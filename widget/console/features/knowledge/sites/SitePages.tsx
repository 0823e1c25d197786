import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CrawlPageBody } from '../../../../../server/contract/index.ts';
import { msg, said, t } from '../../../i18n/t.ts';
import { Query } from '../../../parts/Query.tsx';
import { type Site, siteQuery } from '../../../queries/crawls.ts';

const OUTCOME: Record<CrawlPageBody['outcome'], { label: string; tone: string }> = {
  added: { label: msg('New'), tone: 'good' },
  changed: { label: msg('Changed'), tone: 'good' },
  unchanged: { label: msg('As it was'), tone: 'none' },
  gone: { label: msg('Gone'), tone: 'warn' },
  skipped: { label: msg('Left out'), tone: 'none' },
  failed: { label: msg('Failed'), tone: 'bad' },
};

/** What the last reading met, asked for when somebody wants to know. */
export function SitePages({ site, name }: { site: Site; name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="site-wide" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={t('What changed: {name}', { name })}>{t('What changed')}</summary>
      {open && <PageList site={site} />}
    </details>
  );
}

function PageList({ site }: { site: Site }) {
  const { botId } = site;
  const result = useQuery(siteQuery(botId, site.id, site.endedAt ?? 0));
  return (
    <Query result={result}>
      {({ pages }) =>
        pages.length === 0 ? (
          <p className="quiet small">{t('Every page is as it was.')}</p>
        ) : (
          <ul className="plain site-pages">
            {pages.map(({ url, outcome, reason, documentId }) => (
              <li key={url}>
                <span className="state" data-tone={OUTCOME[outcome].tone}>
                  {t(OUTCOME[outcome].label)}
                </span>
                <span className="site-page">
                  {documentId === null ? (
                    pathOf(url)
                  ) : (
                    <Link to="/$botId/knowledge/$documentId" params={{ botId, documentId }}>
                      {pathOf(url)}
                    </Link>
                  )}
                  {reason !== null && <span className="quiet small"> {said(reason)}</span>}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Query>
  );
}

function pathOf(address: string): string {
  const url = URL.parse(address);
  return url === null ? address : `${url.pathname}${url.search}`;
}
