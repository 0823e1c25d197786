import { queryOptions } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, succeed, unwrap } from '../api.ts';
import { adapterImportsQuery } from './adapter-imports.ts';

const bot = api.bots[':botId'];
const versions = bot.versions;
const version = versions[':versionId'];
const releases = bot.releases;

export type Version = InferResponseType<typeof versions.$get, 200>['versions'][number];
export type Release = InferResponseType<typeof releases.$get, 200>['releases'][number];
export type Gate = NonNullable<Version['gate']>;
type Publish = InferRequestType<typeof releases.$post>['json'];

export const versionsQuery = (botId: string) =>
  queryOptions({
    queryKey: ['versions', botId],
    queryFn: async ({ signal, client }) => {
      const { versions: known, imports } = await unwrap(
        versions.$get({ param: { botId } }, { init: { signal } }),
      );
      client.setQueryData(adapterImportsQuery(botId).queryKey, imports);
      return known;
    },
  });

/** Newest first; none: the base model serves. */
export const releasesQuery = (botId: string) =>
  queryOptions({
    queryKey: ['releases', botId],
    queryFn: async ({ signal }) =>
      (await unwrap(releases.$get({ param: { botId } }, { init: { signal } }))).releases,
  });

export const cardsQuery = (botId: string, versionId: string) =>
  queryOptions({
    queryKey: ['cards', botId, versionId],
    queryFn: ({ signal }) =>
      unwrap(version.cards.$get({ param: { botId, versionId } }, { init: { signal } })),
  });

export function publishVersion(botId: string, json: Publish): Promise<Release> {
  return unwrap(releases.$post({ param: { botId }, json }));
}

/** To the release named, or to the one before. */
export function rollBack(botId: string, to?: string): Promise<Release> {
  return unwrap(releases.rollback.$post({ param: { botId }, json: to === undefined ? {} : { to } }));
}

export async function retireVersion({ botId, id: versionId }: Version, reason: string): Promise<void> {
  await unwrap(version.retire.$post({ param: { botId, versionId }, json: { reason } }));
}

export async function removeVersion({ botId, id: versionId }: Version): Promise<void> {
  await succeed(version.$delete({ param: { botId, versionId } }));
}

export async function downloadAdapter({ botId, id: versionId }: Version): Promise<Blob> {
  return (await succeed(version.adapter.$get({ param: { botId, versionId } }))).blob();
}

export async function downloadModel(
  { botId, id: versionId }: Version,
  format: 'gguf' | 'onnx' | 'safetensors',
): Promise<Blob> {
  return (await succeed(version.model.$get({ param: { botId, versionId }, query: { format } }))).blob();
}

export async function downloadDataSet(botId: string, dataSetId: string): Promise<Blob> {
  return (await succeed(bot['data-sets'][':dataSetId'].export.$get({ param: { botId, dataSetId } }))).blob();
}
