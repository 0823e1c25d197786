import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, unwrap } from '../api.ts';
import type { BotSettings } from '../queries.ts';

const look = api.bots[':botId'].look;

export type LookTrial = InferResponseType<typeof look.$get>;

/** How a look that is not saved would be; the one before stays until it is known. */
export const lookTrialQuery = (botId: string, { sound: _, ...query }: BotSettings['look']) =>
  queryOptions({
    queryKey: ['look', botId, query],
    queryFn: ({ signal }) => unwrap(look.$get({ param: { botId }, query }, { init: { signal } })),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
