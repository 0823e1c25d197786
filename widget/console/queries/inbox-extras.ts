import { queryOptions } from '@tanstack/react-query';
import type { CannedReply } from '../../../server/contract/index.ts';
import { api, succeed, unwrap } from '../api.ts';

const bot = api.bots[':botId'];
const canned = bot['canned-replies'];
const requests = bot['contact-requests'];

export const cannedRepliesQuery = (botId: string) =>
  queryOptions({
    queryKey: ['canned-replies', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(canned.$get({ param: { botId } }, { init: { signal } }))).cannedReplies,
    staleTime: 60_000,
  });

export type CannedText = Pick<CannedReply, 'shortcut' | 'text'>;

/** A new one, or a change of `known` that is refused when somebody else saved in between. */
export function saveCannedReply(
  botId: string,
  json: CannedText,
  known: CannedReply | undefined,
): Promise<CannedReply> {
  if (!known) return unwrap(canned.$post({ param: { botId }, json }));
  const param = { botId, cannedReplyId: known.id };
  return unwrap(
    canned[':cannedReplyId'].$patch({ param, json: { ...json, expectedVersion: known.version } }),
  );
}

export async function deleteCannedReply(botId: string, cannedReplyId: string): Promise<void> {
  await succeed(canned[':cannedReplyId'].$delete({ param: { botId, cannedReplyId } }));
}

export const contactRequestsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['contact-requests', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(requests.$get({ param: { botId } }, { init: { signal } }))).contactRequests,
  });

export async function markContactRequest(
  botId: string,
  contactRequestId: string,
  handled: boolean,
): Promise<void> {
  const param = { botId, contactRequestId };
  await succeed(requests[':contactRequestId'].$patch({ param, json: { handled } }));
}

export async function retryDelivery(botId: string, deliveryId: string): Promise<void> {
  await succeed(bot.deliveries[':deliveryId'].retry.$post({ param: { botId, deliveryId } }));
}
