import { queryOptions } from '@tanstack/react-query';
import type { BotImport } from '../../../server/contract/index.ts';
import { api, authorization, type JsonResponse, succeed, unwrap } from '../api.ts';
import { saveFile } from '../parts/save-file.ts';
import { readKey } from '../session.ts';

const BUSY_REFRESH_MS = 1_000;

export function isGoingOn({ state }: Pick<BotImport, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

export const importsQuery = () =>
  queryOptions({
    queryKey: ['bot-imports'],
    queryFn: async ({ signal }) =>
      (await unwrap(api['bot-imports'].$get(undefined, { init: { signal } }))).imports,
    refetchInterval: ({ state }) => (state.data?.some(isGoingOn) ? BUSY_REFRESH_MS : false),
  });

/** Lets the browser save a bot's file as it comes; with a key, which no link can carry, by way of memory. */
export async function downloadBot(botId: string, withoutModel: boolean): Promise<void> {
  const address = `/api/admin/bots/${encodeURIComponent(botId)}/file?withoutModel=${withoutModel}`;
  const key = readKey();
  if (key === undefined) {
    const link = document.createElement('a');
    link.href = address;
    link.download = '';
    link.click();
    return;
  }
  const response = await succeed(fetch(address, { headers: authorization(key) }));
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  saveFile(await response.blob(), name ?? `${botId}.foyer-bot.zip`);
}

export type NewImport = {
  file: File;
  name: string;
  withoutModel: boolean;
  /** From 0 to 1. */
  onSent(share: number): void;
};

/** Sends a bot's file; the import goes on when it has arrived. */
export function bringBot({ file, name, withoutModel, onSent }: NewImport): Promise<BotImport> {
  const query = new URLSearchParams({ withoutModel: String(withoutModel), ...(name !== '' && { name }) });
  return unwrap(sendFile(`/api/admin/bots/import?${query}`, file, onSent));
}

/** `fetch` cannot tell how far sending is. */
function sendFile(address: string, file: File, onSent: (share: number) => void) {
  const { promise, resolve, reject } = Promise.withResolvers<JsonResponse<BotImport>>();
  const request = new XMLHttpRequest();
  request.open('POST', address);
  request.setRequestHeader('content-type', 'application/zip');
  for (const [header, value] of Object.entries(authorization(readKey()))) {
    request.setRequestHeader(header, value);
  }
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
  request.onload = () => {
    const { status } = request;
    resolve({ ok: status === 202, status, json: async () => request.response as BotImport });
  };
  request.onerror = reject;
  request.send(file);
  return promise;
}
