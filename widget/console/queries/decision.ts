import { queryOptions } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, unwrap } from '../api.ts';

/** While it is being measured, it is asked for again this often. */
const BUSY_REFRESH_MS = 2_000;

const decision = api.bots[':botId'].decision;

export type DecisionMeasure = InferResponseType<typeof decision.$get, 200>;
export type DecisionResult = NonNullable<DecisionMeasure['result']>;
export type DecidedItem = DecisionResult['items'][number];

export const isMeasuring = ({ state }: Pick<DecisionMeasure, 'state'>): boolean =>
  state === 'waiting' || state === 'running';

export const decisionQuery = (botId: string) =>
  queryOptions({
    queryKey: ['decision', botId],
    queryFn: ({ signal }) => unwrap(decision.$get({ param: { botId } }, { init: { signal } })),
    refetchInterval: ({ state }) => (state.data && isMeasuring(state.data) ? BUSY_REFRESH_MS : false),
  });

export function measureDecision(botId: string): Promise<DecisionMeasure> {
  return unwrap(decision.$post({ param: { botId } }));
}
