import { queryOptions } from '@tanstack/react-query';
import type { InferRequestType } from 'hono/client';
import type { AskReply, BotContents } from '../../../server/contract/index.ts';
import { api, unwrap } from '../api.ts';
import { askBot, type Bot } from '../queries.ts';

const bot = api.bots[':botId'];

export type NewBot = InferRequestType<typeof api.bots.$post>['json'];

export function createBot(json: NewBot): Promise<Bot> {
  return unwrap(api.bots.$post({ json }));
}

export function archiveBot(botId: string, archived: boolean): Promise<Bot> {
  return unwrap(bot.archive.$post({ param: { botId }, json: { archived } }));
}

export function duplicateBot(botId: string, name: string): Promise<Bot> {
  return unwrap(bot.duplicate.$post({ param: { botId }, json: { name } }));
}

export function deleteBot(botId: string): Promise<BotContents> {
  return unwrap(bot.$delete({ param: { botId }, query: { confirm: botId } }));
}

/** What belongs to a bot, asked for when somebody is about to delete it. */
export const contentsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['contents', botId],
    queryFn: ({ signal }) => unwrap(bot.contents.$get({ param: { botId } }, { init: { signal } })),
  });

export const suggestedQuestionsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['suggested-questions', botId],
    queryFn: async ({ signal }) => {
      const answer = bot['suggested-questions'].$get({ param: { botId }, query: {} }, { init: { signal } });
      return (await unwrap(answer)).questions;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A question asked once while setting up, and its answer for as long as the tab lives. */
export const trialQuery = (botId: string, question: string) =>
  queryOptions<AskReply>({
    queryKey: ['trial', botId, question],
    queryFn: ({ signal }) => askBot(botId, { question }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });

export const sitesQuery = (botId: string) =>
  queryOptions({
    queryKey: ['sites', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(bot.sites.$get({ param: { botId } }, { init: { signal } }))).sites,
  });
