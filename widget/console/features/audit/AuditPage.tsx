import './audit.css';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AuditSearch } from '../../app/searches.ts';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { ShowMore } from '../../parts/ShowMore.tsx';
import { AuditEntry } from './AuditEntry.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { auditQuery, downloadAudit } from './queries.ts';

/** The record of who did what; the filter stands in the address, so that it can be sent to a colleague. */
export function AuditPage() {
  const search: AuditSearch = useSearch({ from: '/$botId/audit' });
  const navigate = useNavigate();
  const found = useInfiniteQuery(auditQuery(search));
  const save = useMutation({ mutationFn: (format: 'csv' | 'jsonl') => downloadAudit(search, format) });
  const entries = found.data?.pages.flatMap((page) => page.entries) ?? [];
  const show = (next: AuditSearch) => void navigate({ to: '.', search: next, replace: true });

  return (
    <>
      <PageHead
        title={t('Who did what')}
        actions={
          <>
            <Button variant="default" loading={save.isPending} onClick={() => save.mutate('csv')}>
              {t('Save as CSV')}
            </Button>
            <Button variant="default" loading={save.isPending} onClick={() => save.mutate('jsonl')}>
              {t('Save as JSONL')}
            </Button>
          </>
        }
      >
        {t(
          'Every change and every sign-in, with what was before and after. Nobody can alter or delete an entry.',
        )}
      </PageHead>
      {save.isError && <Problem error={save.error} />}
      <AuditFilters search={search} onChange={show} />
      {found.isError && <Problem error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.isSuccess && entries.length === 0 && (
        <EmptyState
          title={t('Nothing matches')}
          action={
            <Button variant="default" onClick={() => show({})}>
              {t('Show all')}
            </Button>
          }
        >
          {t('No entry fits these words, this person, this action and these days.')}
        </EmptyState>
      )}
      {entries.length > 0 && (
        <section className="card" aria-label={t('Entries')}>
          <ol className="plain audit">
            {entries.map((entry) => (
              <AuditEntry key={entry.sequence} entry={entry} />
            ))}
          </ol>
          <ShowMore result={found} label={t('Show older ones')} />
        </section>
      )}
    </>
  );
}
