import { queryOptions } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, succeed, unwrap } from '../api.ts';

const bot = api.bots[':botId'];
const words = bot.words;
const word = words[':wordId'];

export type OwnWord = InferResponseType<typeof words.$get, 200>['words'][number];
export type NewOwnWord = InferRequestType<typeof words.$post>['json'];
type OwnWordImport = InferResponseType<typeof words.import.$post, 200>;

export const wordsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['words', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(words.$get({ param: { botId } }, { init: { signal } }))).words,
  });

export function createWord(botId: string, json: NewOwnWord): Promise<OwnWord> {
  return unwrap(words.$post({ param: { botId }, json }));
}

export function updateWord(
  { botId, id: wordId, version: expectedVersion }: OwnWord,
  changes: NewOwnWord,
): Promise<OwnWord> {
  return unwrap(word.$patch({ param: { botId, wordId }, json: { changes, expectedVersion } }));
}

export async function deleteWord({ botId, id: wordId }: OwnWord): Promise<void> {
  await succeed(word.$delete({ param: { botId, wordId } }));
}

export function importWords(botId: string, csv: string): Promise<OwnWordImport> {
  return unwrap(words.import.$post({ param: { botId }, json: { csv } }));
}

export async function exportWords(botId: string): Promise<Blob> {
  const response = await succeed(words.export.$get({ param: { botId }, query: { format: 'csv' } }));
  return response.blob();
}
