import { queryOptions } from '@tanstack/react-query';
import type { InferRequestType } from 'hono/client';
import type { CrawlBody } from '../../../server/contract/index.ts';
import { api, succeed, unwrap } from '../api.ts';

const crawls = api.bots[':botId'].crawls;
const crawl = crawls[':crawlId'];

export type Site = CrawlBody;
export type SiteSettings = Required<InferRequestType<typeof crawl.$patch>['json']>;

/** While a site is read, it is asked for again this often. */
const BUSY_REFRESH_MS = 1_500;

export function isBeingRead({ state }: Pick<Site, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

export const sitesQuery = (botId: string) =>
  queryOptions({
    queryKey: ['crawls', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(crawls.$get({ param: { botId } }, { init: { signal } }))).crawls,
    refetchInterval: ({ state }) => (state.data?.some(isBeingRead) ? BUSY_REFRESH_MS : false),
  });

export const siteQuery = (botId: string, crawlId: string, run: number) =>
  queryOptions({
    queryKey: ['crawl', botId, crawlId, run],
    queryFn: ({ signal }) => unwrap(crawl.$get({ param: { botId, crawlId } }, { init: { signal } })),
  });

export function addSite(botId: string, json: SiteSettings & { startUrl: string }): Promise<Site> {
  return unwrap(crawls.$post({ param: { botId }, json }));
}

export function changeSite({ botId, id: crawlId }: Site, json: SiteSettings): Promise<Site> {
  return unwrap(crawl.$patch({ param: { botId, crawlId }, json }));
}

export function moveSite({ botId, id: crawlId }: Site, step: 'start' | 'cancel'): Promise<Site> {
  const param = { botId, crawlId };
  return step === 'start' ? unwrap(crawl.start.$post({ param })) : unwrap(crawl.cancel.$post({ param }));
}

export function removeSite({ botId, id: crawlId }: Site, withDocuments: boolean) {
  const query = { withDocuments: withDocuments ? ('true' as const) : ('false' as const) };
  return succeed(crawl.$delete({ param: { botId, crawlId }, query }));
}
