import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../api.ts';

const BUSY_REFRESH_MS = 1_000;
/** The night's begins without anybody. */
const IDLE_REFRESH_MS = 60_000;

export const backupsQuery = () =>
  queryOptions({
    queryKey: ['backups'],
    queryFn: ({ signal }) => unwrap(api.backups.$get(undefined, { init: { signal } })),
    refetchInterval: ({ state }) => (state.data?.running ? BUSY_REFRESH_MS : IDLE_REFRESH_MS),
  });

export async function makeBackup(): Promise<void> {
  await unwrap(api.backups.$post());
}

/** A link to it carries the session; keys never have the right to it. */
export function backupAddress(name: string): string {
  return `/api/admin/backups/${encodeURIComponent(name)}/file`;
}
