import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { t } from '../../../i18n/t.ts';
import { isBeingRead, type Site } from '../../../queries/crawls.ts';
import { documentsQuery } from '../../../queries.ts';
import { SiteItem } from './SiteItem.tsx';
import './sites.css';

/** The sites that a bot reads; nothing where there is none. */
export function SitesSection({ botId, sites }: { botId: string; sites: readonly Site[] }) {
  useFreshDocuments(botId, sites);
  if (sites.length === 0) return null;
  return (
    <section aria-labelledby="sites-title">
      <h2 id="sites-title" className="section-title">
        {t('Web sites')}
      </h2>
      <ul className="plain sites">
        {sites.map((site) => (
          <SiteItem key={site.id} site={site} />
        ))}
      </ul>
    </section>
  );
}

/** Pages become documents one by one, so the list below follows. */
function useFreshDocuments(botId: string, sites: readonly Site[]): void {
  const queries = useQueryClient();
  const met = sites.filter(isBeingRead).reduce((sum, { counts }) => sum + counts.added + counts.changed, 0);
  const reading = sites.filter(isBeingRead).length;
  const before = useRef(`${reading} ${met}`);
  useEffect(() => {
    const now = `${reading} ${met}`;
    if (before.current === now) return;
    before.current = now;
    void queries.invalidateQueries({ queryKey: documentsQuery(botId).queryKey });
  }, [queries, botId, reading, met]);
}
