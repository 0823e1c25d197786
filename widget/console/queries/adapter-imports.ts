import { queryOptions } from '@tanstack/react-query';
import type { AdapterImport } from '../../../server/contract/index.ts';
import { api, unwrap } from '../api.ts';

const BUSY_REFRESH_MS = 1_000;
const bot = api.bots[':botId'];

export function isGoingOn({ state }: Pick<AdapterImport, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

/** Newest first. They come with the list of versions, and are asked for by themselves while one goes on. */
export const adapterImportsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['adapter-imports', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(bot['adapter-imports'].$get({ param: { botId } }, { init: { signal } }))).imports,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data?.some(isGoingOn) ? BUSY_REFRESH_MS : false),
  });

/** The import goes on when the files have arrived. */
export function importAdapter(botId: string, files: File[]): Promise<AdapterImport> {
  return unwrap(bot.versions.import.$post({ param: { botId }, form: { files } }));
}
