import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import type {
  AskReply,
  AskRequest,
  Audience,
  ConversationOutcome,
  Document,
  Feedback,
  VisitorReader,
} from '../../server/contract/index.ts';
import { api, succeed, unwrap } from './api.ts';

/** While something is being read or prepared, it is asked for again this often. */
const BUSY_REFRESH_MS = 1_000;
const BUSY: ReadonlySet<Document['state']> = new Set(['waiting', 'reading', 'preparing']);

const bots = api.bots;
const bot = bots[':botId'];
const documents = bot.documents;
const document = documents[':documentId'];

/** What a question becomes, and the passages that come first. */
export type Search = InferResponseType<typeof bot.search.$post, 200>;
export type Bot = InferResponseType<typeof bot.$get>;
export type BotSettings = Bot['settings'];
type BotChange = InferRequestType<typeof bot.$patch>['json'];
type NewKey = InferRequestType<typeof api.keys.$post>['json'];

const isBusy = ({ state }: Pick<Document, 'state'>): boolean => BUSY.has(state);

export const botsQuery = () =>
  queryOptions({
    queryKey: ['bots'],
    queryFn: async ({ signal }) => (await unwrap(bots.$get(undefined, { init: { signal } }))).bots,
  });

export const botQuery = (botId: string) =>
  queryOptions({
    queryKey: ['bot', botId],
    queryFn: ({ signal }) => unwrap(bot.$get({ param: { botId } }, { init: { signal } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const overviewQuery = (botId: string) =>
  queryOptions({
    queryKey: ['overview', botId],
    queryFn: ({ signal }) => unwrap(bot.overview.$get({ param: { botId } }, { init: { signal } })),
  });

/** Asked for again while something is waited for that happens elsewhere. */
const WATCH_REFRESH_MS = 3_000;

export const watchedOverviewQuery = (botId: string) => ({
  ...overviewQuery(botId),
  refetchInterval: WATCH_REFRESH_MS,
});

export const documentsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['documents', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(documents.$get({ param: { botId } }, { init: { signal } }))).documents,
    refetchInterval: ({ state }) => (state.data?.some(isBusy) ? BUSY_REFRESH_MS : false),
  });

export const documentQuery = (botId: string, documentId: string) =>
  queryOptions({
    queryKey: ['document', botId, documentId],
    queryFn: ({ signal }) => unwrap(document.$get({ param: { botId, documentId } }, { init: { signal } })),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? BUSY_REFRESH_MS : false),
  });

/** How often documents are used; counted anew a little later than it is looked at. */
const CITATIONS_STALE_MS = 30_000;

export const citationsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['citations', botId],
    queryFn: async ({ signal }) => {
      const { documents } = await unwrap(bot.citations.$get({ param: { botId } }, { init: { signal } }));
      return new Map(documents.map((cited) => [cited.documentId, cited.conversations]));
    },
    staleTime: CITATIONS_STALE_MS,
  });

export const documentCitationsQuery = (botId: string, documentId: string) =>
  queryOptions({
    queryKey: ['citations', botId, documentId],
    queryFn: ({ signal }) =>
      unwrap(document.citations.$get({ param: { botId, documentId } }, { init: { signal } })),
    staleTime: CITATIONS_STALE_MS,
  });

/** Compared anew when the knowledge has changed; looking takes a moment. */
export const overlapsQuery = (botId: string, documentId: string) =>
  queryOptions({
    queryKey: ['overlaps', botId, documentId],
    queryFn: ({ signal }) =>
      unwrap(document.overlaps.$get({ param: { botId, documentId } }, { init: { signal } })),
    staleTime: CITATIONS_STALE_MS,
  });

export async function keepOverlap(botId: string, key: string, keep: boolean): Promise<void> {
  const param = { botId, key };
  const kept = bot['kept-overlaps'][':key'];
  if (keep) await succeed(kept.$put({ param }));
  else await succeed(kept.$delete({ param }));
}

export const searchKey = (botId: string) => ['search', botId] as const;

/** `visitor`: what one of this kind would find, else everything. `limit`: of passages; ten without one. */
type SearchAs = { visitor?: VisitorReader; limit?: number };

export const searchQuery = (botId: string, question: string, as: SearchAs = {}) =>
  queryOptions({
    queryKey: [...searchKey(botId), question, as],
    queryFn: ({ signal }) =>
      unwrap(bot.search.$post({ param: { botId }, json: { question, ...as } }, { init: { signal } })),
    enabled: question !== '',
  });

export const passagesQuery = (botId: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['passages', botId, ...ids],
    queryFn: async ({ signal }) => {
      const query = { ids: ids.join(',') };
      return (await unwrap(bot.passages.$get({ param: { botId }, query }, { init: { signal } }))).passages;
    },
  });

type ConversationFilter = {
  outcome?: ConversationOutcome;
  feedback?: Feedback['verdict'];
  documentId?: string;
  passageId?: string;
};

export const conversationsQuery = (botId: string, filter: ConversationFilter) =>
  infiniteQueryOptions({
    queryKey: ['conversations', botId, filter],
    queryFn: ({ pageParam: before, signal }) => {
      const query = { ...filter, ...(before === undefined ? {} : { before }) };
      return unwrap(bot.conversations.$get({ param: { botId }, query }, { init: { signal } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
  });

export const conversationQuery = (botId: string, conversationId: string) =>
  queryOptions({
    queryKey: ['conversation', botId, conversationId],
    queryFn: ({ signal }) => {
      const param = { botId, conversationId };
      return unwrap(bot.conversations[':conversationId'].$get({ param }, { init: { signal } }));
    },
  });

export const turnQuery = (botId: string, turnId: string) =>
  queryOptions({
    queryKey: ['turn', botId, turnId],
    queryFn: ({ signal }) =>
      unwrap(bot.turns[':turnId'].$get({ param: { botId, turnId } }, { init: { signal } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const keysQuery = () =>
  queryOptions({
    queryKey: ['keys'],
    queryFn: async ({ signal }) => (await unwrap(api.keys.$get(undefined, { init: { signal } }))).keys,
  });

/** The answer is a stream of `IngestEventBody`, one a file or more. */
export async function uploadDocuments(
  botId: string,
  files: File[],
  audience: Audience | undefined,
): Promise<ReadableStream<Uint8Array> | null> {
  const form = { files, ...(audience && { audience: JSON.stringify(audience) }) };
  return (await succeed(documents.$post({ param: { botId }, form }))).body;
}

export async function setDocumentEnabled(botId: string, documentId: string, enabled: boolean): Promise<void> {
  await succeed(document.$patch({ param: { botId, documentId }, json: { enabled } }));
}

type Bounds = { validFrom: number | null; validUntil: number | null };

/** `expected`: as they were when the change was begun. */
export async function setDocumentValidity(
  botId: string,
  documentId: string,
  { bounds, expected }: { bounds: Bounds; expected: Bounds },
): Promise<void> {
  await succeed(document.$patch({ param: { botId, documentId }, json: { ...bounds, expected } }));
}

/** `expected`: as it was when the change was begun. */
export async function setDocumentAudience(
  botId: string,
  documentId: string,
  { audience, expected }: { audience: Audience; expected: Audience },
): Promise<void> {
  const json = { audience, expected: { audience: expected } };
  await succeed(document.$patch({ param: { botId, documentId }, json }));
}

export async function deleteDocument(botId: string, documentId: string): Promise<void> {
  await succeed(document.$delete({ param: { botId, documentId } }));
}

export async function retryDocument(botId: string, documentId: string): Promise<void> {
  await succeed(document.retry.$post({ param: { botId, documentId } }));
}

export function askBot(botId: string, json: AskRequest, signal: AbortSignal): Promise<AskReply> {
  return unwrap(bot.ask.$post({ param: { botId }, json }, { init: { signal } }));
}

export function saveBot(botId: string, json: BotChange): Promise<Bot> {
  return unwrap(bot.$patch({ param: { botId }, json }));
}

export function createKey(json: NewKey): Promise<{ id: string; secret: string }> {
  return unwrap(api.keys.$post({ json }));
}

export async function revokeKey(keyId: string): Promise<void> {
  await succeed(api.keys[':keyId'].$delete({ param: { keyId } }));
}
