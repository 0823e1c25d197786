import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, unwrap } from '../api.ts';

const corrections = api.bots[':botId'].corrections;

export type Corrected = InferResponseType<typeof corrections.$post, 201>;
export type Correction = Corrected['correction'];
export type ListedCorrection = InferResponseType<typeof corrections.$get, 200>['corrections'][number];
export type CorrectionAdvice = Corrected['advice'];
export type CorrectionRoute = Correction['route'];
export type NewCorrection = InferRequestType<typeof corrections.$post>['json'];

export const correctionsKey = (botId: string) => ['corrections', botId] as const;

/** Of one conversation, newest first. */
export const conversationCorrectionsQuery = (botId: string, conversationId: string) =>
  queryOptions({
    queryKey: [...correctionsKey(botId), conversationId],
    queryFn: async ({ signal }) => {
      const query = { conversationId };
      return (await unwrap(corrections.$get({ param: { botId }, query }, { init: { signal } }))).corrections;
    },
  });

/** Of all answers, newest first, or one alone. */
export const correctionsQuery = (botId: string, filter: { correctionId?: string }) =>
  infiniteQueryOptions({
    queryKey: [...correctionsKey(botId), 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, ...(pageParam === undefined ? {} : { before: String(pageParam) }) };
      return unwrap(corrections.$get({ param: { botId }, query }, { init: { signal } }));
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next,
  });

export function adviseOnCorrection(
  botId: string,
  json: Pick<NewCorrection, 'answerId' | 'answer'>,
): Promise<CorrectionAdvice> {
  return unwrap(corrections.advice.$post({ param: { botId }, json }));
}

export function applyCorrection(botId: string, json: NewCorrection): Promise<Corrected> {
  return unwrap(corrections.$post({ param: { botId }, json }));
}

export function undoCorrection({
  botId,
  id: correctionId,
}: Pick<Correction, 'botId' | 'id'>): Promise<Correction> {
  return unwrap(corrections[':correctionId'].undo.$post({ param: { botId, correctionId } }));
}
