import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Agent, InboxItem } from '../../../server/contract/index.ts';
import { api, succeed, unwrap } from '../api.ts';

const bot = api.bots[':botId'];
const { inbox } = bot;
const one = inbox[':conversationId'];

export type InboxState = 'open' | 'closed';
type Place = { botId: string; conversationId: string };
/** `expectedVersion`: what the person saw when they decided. */
type Decision = Place & { expectedVersion: number };

export const inboxQuery = (botId: string, state: InboxState) =>
  queryOptions({
    queryKey: ['inbox', botId, state],
    queryFn: ({ signal }) => unwrap(inbox.$get({ param: { botId }, query: { state } }, { init: { signal } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const inboxConversationQuery = (botId: string, conversationId: string) =>
  queryOptions({
    queryKey: ['inbox-conversation', botId, conversationId],
    queryFn: ({ signal }) => unwrap(one.$get({ param: { botId, conversationId } }, { init: { signal } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export async function readAttachment(place: Place, attachmentId: string): Promise<Blob> {
  const response = await succeed(
    one.attachments[':attachmentId'].$get({ param: { ...place, attachmentId } }),
  );
  return response.blob();
}

export const conversationSearchQuery = (botId: string, find: string, tag: string) =>
  queryOptions({
    queryKey: ['conversation-search', botId, find, tag],
    queryFn: async ({ signal }) => {
      const query = { q: find, ...(tag === '' ? {} : { tag }) };
      return (
        await unwrap(bot['conversation-search'].$get({ param: { botId }, query }, { init: { signal } }))
      ).hits;
    },
    placeholderData: keepPreviousData,
  });

export function takeConversation({ expectedVersion, ...param }: Decision): Promise<InboxItem> {
  return unwrap(one.take.$post({ param, json: { expectedVersion } }));
}

/** Read anew whenever somebody wants to hand something over. */
export const colleaguesQuery = (botId: string) =>
  queryOptions({
    queryKey: ['colleagues', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(inbox.colleagues.$get({ param: { botId } }, { init: { signal } }))).colleagues,
  });

/** To a colleague, or without `to` back to those who wait; with `waits` it is left for the colleague there. */
export function transferConversation({
  expectedVersion,
  to,
  waits,
  ...param
}: Decision & { to?: Agent; waits?: boolean }): Promise<InboxItem> {
  return unwrap(
    one.transfer.$post({ param, json: { expectedVersion, ...(to && { to }), ...(waits && { waits }) } }),
  );
}

export function closeConversation({ expectedVersion, ...param }: Decision): Promise<InboxItem> {
  return unwrap(one.close.$post({ param, json: { expectedVersion } }));
}

export function returnToBot({ expectedVersion, ...param }: Decision): Promise<InboxItem> {
  return unwrap(one.return.$post({ param, json: { expectedVersion } }));
}

export async function sayToVisitor({ text, key, ...param }: Place & { text: string; key: string }) {
  await succeed(one.messages.$post({ param, json: { text, key } }));
}

export async function addNote({ text, ...param }: Place & { text: string }): Promise<void> {
  await succeed(one.notes.$post({ param, json: { text } }));
}

export async function tellTyping(param: Place): Promise<void> {
  await succeed(one.typing.$post({ param }));
}

export async function setTags({ tags, ...param }: Place & { tags: string[] }): Promise<void> {
  await succeed(one.tags.$put({ param, json: { tags } }));
}

export async function blockVisitor({ reason, ...param }: Place & { reason: string }): Promise<void> {
  await succeed(one.block.$post({ param, json: { reason } }));
}

export async function unblockVisitor(param: Place): Promise<void> {
  await succeed(one.block.$delete({ param }));
}

export function setPresence(
  botId: string,
  json: { away?: boolean; conversationId?: string | null },
): Promise<{ away: boolean }> {
  return unwrap(inbox.presence.$put({ param: { botId }, json }));
}

/** Events without end; it goes on after the event `after`. */
export async function watchInbox(
  botId: string,
  after: string | undefined,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array> | null> {
  const query = after === undefined ? {} : { after };
  return (await succeed(inbox.events.$get({ param: { botId }, query }, { init: { signal } }))).body;
}
