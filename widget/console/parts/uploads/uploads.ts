import { useSyncExternalStore } from 'react';
import type { Audience, IngestEventBody } from '../../../../server/contract/index.ts';
import { readEvents } from '../../../client/index.ts';
import { sentenceOf } from '../../api.ts';
import { queryClient } from '../../app/query-client.ts';
import { t } from '../../i18n/t.ts';
import { documentsQuery, uploadDocuments } from '../../queries.ts';

/** Small requests, so that each is acknowledged early; both stay well under the server's own limits. */
const MAX_FILES_PER_REQUEST = 10;
const MAX_BYTES_PER_REQUEST = 24 * 1024 * 1024;

/** One file of this tab on its way; once the server has it, the list of documents tells the rest. */
export type Upload = {
  name: string;
  state: 'queued' | 'sending' | 'preparing' | 'done' | 'failed';
  /** Passages prepared. */
  done: number;
  total: number;
  /** A failure, or what could not be read of a file that is ready. */
  notes: string[];
};

type Uploads = readonly Upload[];
const NONE: Uploads = [];
const byBot = new Map<string, Uploads>();
const listeners = new Set<() => void>();
let queue: Promise<unknown> = Promise.resolve();

/** Lives outside the page, so that going to another page does not stop it. */
export function useUploads(botId: string): Uploads {
  return useSyncExternalStore(subscribe, () => byBot.get(botId) ?? NONE);
}

/** `audience`: who may be told; where it is left out, a file that comes again keeps its own. */
export function addFiles(botId: string, files: readonly File[], audience?: Audience): void {
  if (files.length === 0) return;
  const names = new Set(files.map((file) => file.name));
  const added = files.map(
    (file): Upload => ({ name: file.name, state: 'queued', done: 0, total: 0, notes: [] }),
  );
  set(botId, [...uploadsOf(botId).filter(({ name }) => !names.has(name)), ...added]);
  for (const batch of batches(files)) queue = queue.then(() => send(botId, batch, audience));
}

export function dismissUpload(botId: string, name: string): void {
  set(
    botId,
    uploadsOf(botId).filter((upload) => upload.name !== name),
  );
}

/** @returns Files in the order given; a file above the limit travels alone and is refused by the server, with its reason. */
export function batches(files: readonly File[]): File[][] {
  const all: File[][] = [];
  let bytes = 0;
  for (const file of files) {
    const last = all.at(-1);
    const fits = last && last.length < MAX_FILES_PER_REQUEST && bytes + file.size <= MAX_BYTES_PER_REQUEST;
    if (fits) last.push(file);
    else all.push([file]);
    bytes = fits ? bytes + file.size : file.size;
  }
  return all;
}

async function send(botId: string, files: readonly File[], audience: Audience | undefined): Promise<void> {
  for (const { name } of files) patch(botId, name, { state: 'sending' });
  try {
    const body = await uploadDocuments(botId, [...files], audience);
    if (!body) throw new Error('The upload was not acknowledged.');
    let reason = t('The server stopped before this file was read. Add it again.');
    for await (const data of readEvents(body)) {
      const event = JSON.parse(data) as IngestEventBody;
      if (event.type === 'error') reason = event.message;
      else apply(botId, event);
    }
    settle(botId, files, reason);
  } catch (thrown) {
    settle(botId, files, sentenceOf(thrown));
  }
  await refreshList(botId);
}

function apply(botId: string, event: IngestEventBody): void {
  switch (event.type) {
    case 'document-progressed':
      patch(botId, event.name, { state: 'preparing', done: event.done, total: event.total });
      break;
    case 'document-ready':
      if (event.warnings.length === 0) dismissUpload(botId, event.name);
      else patch(botId, event.name, { state: 'done', notes: event.warnings });
      break;
    case 'document-failed':
      if (event.documentId !== undefined) dismissUpload(botId, event.name);
      else patch(botId, event.name, { state: 'failed', notes: [event.message] });
      break;
    default:
      return;
  }
  void refreshList(botId);
}

/** What the stream left open has failed. */
function settle(botId: string, files: readonly File[], reason: string): void {
  const names = new Set(files.map((file) => file.name));
  for (const { name, state } of uploadsOf(botId)) {
    if (names.has(name) && (state === 'sending' || state === 'preparing')) {
      patch(botId, name, { state: 'failed', notes: [reason] });
    }
  }
}

function refreshList(botId: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: documentsQuery(botId).queryKey });
}

function patch(botId: string, name: string, change: Partial<Upload>): void {
  set(
    botId,
    uploadsOf(botId).map((upload) => (upload.name === name ? { ...upload, ...change } : upload)),
  );
}

function uploadsOf(botId: string): Uploads {
  return byBot.get(botId) ?? NONE;
}

function set(botId: string, uploads: Uploads): void {
  byBot.set(botId, uploads);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
