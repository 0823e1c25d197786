import { queryOptions } from '@tanstack/react-query';
import type { Insight } from '../../../server/contract/index.ts';
import { api, unwrap } from '../api.ts';

export type Range = { from?: string; to?: string };

export const insightQuery = (botId: string, range: Range) =>
  queryOptions({
    queryKey: ['insight', botId, range],
    queryFn: ({ signal }) =>
      unwrap<Insight>(
        api.bots[':botId'].insight.$get({ param: { botId }, query: range }, { init: { signal } }),
      ),
  });
