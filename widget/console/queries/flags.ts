import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import type { AnswerFlag } from '../../../server/contract/index.ts';
import { api, succeed, unwrap } from '../api.ts';

const { flags } = api.bots[':botId'];
const conversation = api.bots[':botId'].conversations[':conversationId'];
const { flag } = conversation.messages[':messageId'];

type Place = { botId: string; conversationId: string };
export type FlagPlace = Place & { messageId: string };
export type FlaggedAnswer = InferResponseType<typeof flags.$get, 200>['answers'][number];
export type FlaggedFilter = Omit<NonNullable<InferRequestType<typeof flags.$get>['query']>, 'before'>;

export const flaggedKey = (botId: string) => ['flagged', botId] as const;

/** The answers of all conversations that staff marked as wrong, latest flag first. */
export const flaggedQuery = (botId: string, filter: FlaggedFilter) =>
  infiniteQueryOptions({
    queryKey: [...flaggedKey(botId), filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, ...(pageParam === undefined ? {} : { before: pageParam }) };
      return unwrap(flags.$get({ param: { botId }, query }, { init: { signal } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });

/** How many of all conversations nobody has put right yet. */
export const openFlagsQuery = (botId: string) =>
  queryOptions({
    queryKey: [...flaggedKey(botId), 'open'],
    queryFn: async ({ signal }) => {
      const query = { state: 'open' } as const;
      return (await unwrap(flags.count.$get({ param: { botId }, query }, { init: { signal } }))).count;
    },
  });

/** The answers of a conversation that staff marked as wrong. */
export const flagsQuery = ({ botId, conversationId }: Place) =>
  queryOptions({
    queryKey: ['flags', botId, conversationId],
    queryFn: async ({ signal }) =>
      (await unwrap(conversation.flags.$get({ param: { botId, conversationId } }, { init: { signal } })))
        .flags,
  });

export function flagAnswer(param: FlagPlace, comment: string): Promise<AnswerFlag> {
  return unwrap(flag.$put({ param, json: comment === '' ? {} : { comment } }));
}

export function settleFlag(param: FlagPlace, settled: boolean): Promise<AnswerFlag> {
  return unwrap(flag.$patch({ param, json: { settled } }));
}

export async function unflagAnswer(param: FlagPlace): Promise<void> {
  await succeed(flag.$delete({ param }));
}
