import { queryOptions } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, succeed, unwrap } from '../api.ts';

/** While one is being worked on, it is asked for again this often. */
const BUSY_REFRESH_MS = 2_000;

const comparisons = api.bots[':botId'].comparisons;
const comparison = comparisons[':comparisonId'];

export type ComparisonSummary = InferResponseType<typeof comparisons.$get, 200>['comparisons'][number];
export type Comparison = InferResponseType<typeof comparison.$get, 200>;
export type Report = NonNullable<Comparison['report']>;
export type ComparedItem = Report['answerers'][number]['items'][number];
export type Opponent = ComparisonSummary['settings']['against'][number];
export type Verdict = NonNullable<ComparisonSummary['verdict']>;
export type BlindPair = InferResponseType<typeof comparison.review.$get, 200>['pairs'][number];
export type Choice = InferRequestType<typeof comparison.judgements.$post>['json']['choice'];

type Place = { botId: string; comparisonId: string };

const isBusy = ({ state }: Pick<ComparisonSummary, 'state'>): boolean =>
  state === 'waiting' || state === 'running';

export const comparisonsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['comparisons', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(comparisons.$get({ param: { botId }, query: {} }, { init: { signal } }))).comparisons,
    refetchInterval: ({ state }) => (state.data?.some(isBusy) ? BUSY_REFRESH_MS : false),
  });

export const comparisonQuery = (param: Place) =>
  queryOptions({
    queryKey: ['comparison', param.botId, param.comparisonId],
    queryFn: ({ signal }) => unwrap(comparison.$get({ param }, { init: { signal } })),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? BUSY_REFRESH_MS : false),
  });

export const blindReviewQuery = (param: Place, opponent: Opponent) =>
  queryOptions({
    queryKey: ['blind-review', param.botId, param.comparisonId, opponent],
    queryFn: async ({ signal }) =>
      (await unwrap(comparison.review.$get({ param, query: { opponent } }, { init: { signal } }))).pairs,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const reviewResultQuery = (param: Place, opponent: Opponent) =>
  queryOptions({
    queryKey: ['review-result', param.botId, param.comparisonId, opponent],
    queryFn: ({ signal }) =>
      unwrap(comparison.review.result.$get({ param, query: { opponent } }, { init: { signal } })),
  });

export function startComparison(botId: string, candidate: string): Promise<ComparisonSummary> {
  return unwrap(comparisons.$post({ param: { botId }, json: { candidate } }));
}

export function cancelComparison(param: Place): Promise<ComparisonSummary> {
  return unwrap(comparison.cancel.$post({ param }));
}

export async function saveJudgement(
  param: Place,
  json: { opponent: Opponent; itemId: string; choice: Choice },
): Promise<void> {
  await succeed(comparison.judgements.$post({ param, json }));
}
