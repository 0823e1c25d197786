import type { Kysely } from 'kysely';
import { chunks, newId } from '../base/index.ts';
import type { Audience } from '../contract/index.ts';
import type { Database, DocumentState } from '../store/index.ts';
import { cleanName } from './add-document.ts';
import { storedAudience } from './audience.ts';
import { raiseIndexVersion } from './index-version.ts';

const AT_ONCE = 100;

export type RestoredPassage = {
  titlePath: readonly string[];
  text: string;
  enabled: boolean;
  /** As `passages.embedding` keeps it; null where it must be made anew. */
  embedding: Uint8Array | null;
};

export type RestoredDocument = {
  name: string;
  title: string;
  mediaType: string;
  url: string | null;
  contentHash: string;
  bytes: Uint8Array;
  enabled: boolean;
  validFrom: number | null;
  validUntil: number | null;
  audience: Audience;
  passages: readonly RestoredPassage[];
};

/**
 * A document as it was in another bot, in the caller's transaction. Ready at once where each passage has its vector;
 * otherwise it waits for `prepareDocument`, and words find its passages meanwhile. @throws AppError `bad_request` (name)
 */
export async function restoreDocument(
  tx: Kysely<Database>,
  input: { botId: string; at: number; embedder: string; document: RestoredDocument; isReady: boolean },
): Promise<{ documentId: string; state: DocumentState }> {
  const { botId, at, embedder, document, isReady } = input;
  const { passages, bytes } = document;
  const id = newId('doc');
  const state = isReady && passages.every(({ embedding }) => embedding !== null) ? 'ready' : 'waiting';
  await tx
    .insertInto('documents')
    .values({
      id,
      bot_id: botId,
      name: cleanName(document.name),
      title: document.title,
      media_type: document.mediaType,
      url: document.url,
      content_hash: document.contentHash,
      bytes,
      byte_length: bytes.byteLength,
      state,
      error_code: null,
      error_message: null,
      enabled: document.enabled ? 1 : 0,
      valid_from: document.validFrom,
      valid_until: document.validUntil,
      audience: storedAudience(document.audience),
      created_at: at,
      updated_at: at,
    })
    .execute();
  const rows = passages.map(({ titlePath, text, enabled, embedding }, position) => ({
    id: newId('psg'),
    bot_id: botId,
    document_id: id,
    position,
    title_path: JSON.stringify(titlePath),
    text,
    enabled: enabled ? 1 : 0,
    embedding,
    embedder: embedding === null ? null : embedder,
  }));
  for (const some of chunks(rows, AT_ONCE)) await tx.insertInto('passages').values(some).execute();
  return { documentId: id, state };
}

/** Texts that are withheld in the new bot too, and the mark that what it can find has changed. */
export async function finishRestore(
  tx: Kysely<Database>,
  input: {
    botId: string;
    at: number;
    embedder: string;
    withheld: readonly { textHash: string; documentId: string }[];
  },
): Promise<void> {
  const { botId, at, embedder, withheld } = input;
  const rows = withheld.map(({ textHash, documentId }) => {
    return { bot_id: botId, text_hash: textHash, document_id: documentId, created_at: at };
  });
  for (const some of chunks(rows, AT_ONCE)) await tx.insertInto('withheld_passages').values(some).execute();
  await raiseIndexVersion(tx, { botId, embedder, now: at });
}
