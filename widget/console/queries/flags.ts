import { queryOptions } from '@tanstack/react-query';
import type { AnswerFlag } from '../../../server/contract/index.ts';
import { api, succeed, unwrap } from '../api.ts';

const conversation = api.bots[':botId'].conversations[':conversationId'];
const { flag } = conversation.messages[':messageId'];

type Place = { botId: string; conversationId: string };
export type FlagPlace = Place & { messageId: string };

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

export async function unflagAnswer(param: FlagPlace): Promise<void> {
  await succeed(flag.$delete({ param }));
}
