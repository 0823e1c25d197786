import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, succeed, unwrap } from '../../api.ts';
import type { AuditSearch } from '../../app/searches.ts';
import { saveFile } from '../../parts/save-file.ts';

const { audit } = api;

export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ pageParam: before, signal }) => {
      const place = before === undefined ? {} : { before: String(before) };
      return unwrap(audit.$get({ query: { ...filterOf(search), ...place } }, { init: { signal } }));
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next,
  });

export const auditFacetsQuery = () =>
  queryOptions({
    queryKey: ['audit-facets'],
    queryFn: ({ signal }) => unwrap(audit.facets.$get(undefined, { init: { signal } })),
  });

/** Saves what the filter finds as a file. */
export async function downloadAudit(search: AuditSearch, format: 'csv' | 'jsonl'): Promise<void> {
  const response = await succeed(audit.export.$get({ query: { ...filterOf(search), format } }));
  saveFile(await response.blob(), `audit.${format}`);
}

/** Days of this browser's time zone; the last one whole. */
function filterOf({ from, to, ...rest }: AuditSearch): Record<string, string> {
  const start = from === undefined ? Number.NaN : new Date(`${from}T00:00:00`).getTime();
  const end = to === undefined ? Number.NaN : new Date(`${to}T23:59:59.999`).getTime();
  return {
    ...rest,
    ...(Number.isNaN(start) ? {} : { since: String(start) }),
    ...(Number.isNaN(end) ? {} : { until: String(end) }),
  };
}
