import { queryOptions } from '@tanstack/react-query';
import type { DocumentDetailBody } from '../../../server/contract/index.ts';
import { api, succeed, unwrap } from '../api.ts';

const document = api.bots[':botId'].documents[':documentId'];

type Place = { botId: string; documentId: string };

const TEXT = /^text\/|^message\//;

/** The file as it was given, with what it says where that is text; another one when its hash is another. */
export const originalQuery = (param: Place, contentHash: string) =>
  queryOptions({
    queryKey: ['original', param.botId, param.documentId, contentHash],
    queryFn: async ({ signal }) => {
      const file = await (await succeed(document.original.$get({ param }, { init: { signal } }))).blob();
      return { file, text: TEXT.test(file.type) ? await file.text() : undefined };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Where a PDF is shown; another one when its hash is another. */
export function pdfAddress({ botId, documentId }: Place, contentHash: string): string {
  const [bot, id] = [botId, documentId].map(encodeURIComponent);
  return `/api/admin/bots/${bot}/documents/${id}/original/pdf?${contentHash}`;
}

export function editText(
  param: Place,
  json: { text: string; expectedHash: string },
): Promise<DocumentDetailBody> {
  return unwrap(document.text.$put({ param, json }));
}

export function setPassageEnabled(
  param: Place & { passageId: string },
  enabled: boolean,
): Promise<DocumentDetailBody> {
  return unwrap(document.passages[':passageId'].$patch({ param, json: { enabled } }));
}
