import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, unwrap } from '../api.ts';

const bot = api.bots[':botId'];
const topics = bot.topics;
const topic = topics[':topicId'];

export type Topic = InferResponseType<typeof topics.$get, 200>['topics'][number];
type TopicChanges = InferRequestType<typeof topic.$patch>['json']['changes'];
type TopicFilter = { state?: 'open' | 'closed'; all?: 'true' };

export const topicsKey = (botId: string) => ['topics', botId] as const;

export const topicsQuery = (botId: string, filter: TopicFilter) =>
  infiniteQueryOptions({
    queryKey: [...topicsKey(botId), 'list', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, ...(pageParam === undefined ? {} : { after: String(pageParam) }) };
      return unwrap(topics.$get({ param: { botId }, query }, { init: { signal } }));
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next,
  });

export const topicQuestionsQuery = (botId: string, topicId: string) =>
  infiniteQueryOptions({
    queryKey: [...topicsKey(botId), topicId, 'questions'],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === undefined ? {} : { before: String(pageParam) };
      return unwrap(topic.questions.$get({ param: { botId, topicId }, query }, { init: { signal } }));
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.next,
  });

export const suggestionsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['approved', botId, 'suggestions'],
    queryFn: async ({ signal }) =>
      (await unwrap(bot['approved-answers'].suggestions.$get({ param: { botId } }, { init: { signal } })))
        .suggestions,
  });

/** A thousand at most; what is left is told. */
export function gatherTopics(botId: string): Promise<{ gathered: number; pending: number }> {
  return unwrap(topics.gather.$post({ param: { botId } }));
}

export function changeTopic(
  { botId, id: topicId, version: expectedVersion }: Topic,
  changes: TopicChanges,
): Promise<Topic> {
  return unwrap(topic.$patch({ param: { botId, topicId }, json: { changes, expectedVersion } }));
}
