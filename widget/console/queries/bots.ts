import { queryOptions } from '@tanstack/react-query';
import type { InferRequestType } from 'hono/client';
import type { BotContents } from '../../../server/contract/index.ts';
import { api, unwrap } from '../api.ts';
import type { Bot } from '../queries.ts';

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
