import type { Selectable } from 'kysely';
import { AppError, newId, toAppError } from '../base/index.ts';
import type { Database, DocumentState } from '../store/index.ts';
import { documentNotFound, getDocumentSummary } from './document-row.ts';
import { embedderKey, raiseIndexVersion } from './index-version.ts';
import { joinTitlePath } from './title-path.ts';
import type { DocumentSummary, KnowledgeDeps, PrepareProgress, ReadDocument, ReadPassage } from './types.ts';
import { vectorToBytes } from './vector-bytes.ts';
import { readWithheld } from './withhold-passage.ts';

/** Texts a call to the embedder: enough to fill it, few enough for progress to move and cancelling to be quick. */
const EMBED_BATCH = 32;

export type PreparedDocument = { document: DocumentSummary; warnings: string[] };

/**
 * Reads, splits and embeds a stored document and swaps its passages in one transaction, so that the old ones are found
 * until the new are. A document that cannot be read ends in state `failed` with its reason, and keeps what it had;
 * that is a result, not a throw. Words find the new passages at once, meaning a moment later. Running it twice is harmless.
 * @throws AppError `not_found`, `cancelled`, and what the embedder or the store throws (the state then stays unfinished)
 */
export async function prepareDocument(
  deps: KnowledgeDeps,
  input: { documentId: string; onProgress?: (progress: PrepareProgress) => void },
  signal?: AbortSignal,
): Promise<PreparedDocument> {
  const row = await deps.store.db
    .selectFrom('documents')
    .selectAll()
    .where('id', '=', input.documentId)
    .executeTakeFirst();
  if (row === undefined) throw documentNotFound(input.documentId);
  await setState(deps, row, 'reading');
  input.onProgress?.({ state: 'reading', done: 0, total: 0 });
  let read: ReadDocument;
  try {
    read = await deps.extractor.read(readInput(row), signal);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'cancelled' || error.code === 'shutting_down') throw error;
    if (error.code === 'internal')
      deps.log.error('document-read-failed', { documentId: row.id, error: thrown });
    await setState(deps, row, 'failed', error);
    return { document: await getDocumentSummary(deps.store.db, row.id), warnings: [] };
  }
  await setState(deps, row, 'preparing');
  const vectors = await embedPassages(deps, read.passages, input.onProgress, signal);
  await swapPassages(deps, row, read, vectors);
  deps.index.requestRefresh(row.bot_id);
  return { document: await getDocumentSummary(deps.store.db, row.id), warnings: read.warnings };
}

type DocumentRow = Selectable<Database['documents']>;

function readInput(row: DocumentRow) {
  return {
    name: row.name,
    bytes: row.bytes,
    ...(row.media_type === '' ? {} : { mediaType: row.media_type }),
    ...(row.title === '' ? {} : { title: row.title }),
  };
}

/** Every update is tied to the content read, so that work on an upload that was replaced meanwhile changes nothing. */
async function setState(
  deps: KnowledgeDeps,
  row: DocumentRow,
  state: DocumentState,
  error?: AppError,
): Promise<void> {
  await deps.store.db
    .updateTable('documents')
    .set({
      state,
      error_code: error?.code ?? null,
      error_message: error?.message ?? null,
      updated_at: deps.clock.now(),
    })
    .where('id', '=', row.id)
    .where('content_hash', '=', row.content_hash)
    .execute();
}

async function embedPassages(
  deps: KnowledgeDeps,
  passages: readonly ReadPassage[],
  onProgress: ((progress: PrepareProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < passages.length; start += EMBED_BATCH) {
    onProgress?.({ state: 'preparing', done: start, total: passages.length });
    const batch = passages.slice(start, start + EMBED_BATCH);
    vectors.push(...(await deps.embedder.embed(batch.map(embeddedText), signal)));
  }
  onProgress?.({ state: 'preparing', done: passages.length, total: passages.length });
  return vectors;
}

/** A passage is embedded with its title path, so that `Boots › Sizes` tells two size charts apart. */
function embeddedText(passage: ReadPassage): string {
  return `${joinTitlePath(passage.titlePath)}\n${passage.text}`;
}

async function swapPassages(
  deps: KnowledgeDeps,
  row: DocumentRow,
  read: ReadDocument,
  vectors: readonly Float32Array[],
): Promise<void> {
  const embedder = embedderKey(deps.embedder.identity());
  const now = deps.clock.now();
  await deps.store.transact(async (tx) => {
    const current = await tx
      .selectFrom('documents')
      .select(['content_hash', 'enabled'])
      .where('id', '=', row.id)
      .executeTakeFirst();
    if (current === undefined) throw documentNotFound(row.id);
    if (current.content_hash !== row.content_hash) return;
    const idOf = await keptIds(tx, row.id);
    await tx.deleteFrom('passages').where('document_id', '=', row.id).execute();
    const withheld = await readWithheld(tx, row.bot_id);
    const passages = read.passages.map((passage, position) => {
      const vector = vectors[position];
      if (vector === undefined)
        throw new AppError('internal', 'The embedder returned fewer vectors than texts.');
      return {
        id: idOf(passage, embedder),
        bot_id: row.bot_id,
        document_id: row.id,
        position,
        title_path: JSON.stringify(passage.titlePath),
        text: passage.text,
        enabled: withheld.has(passage.text) ? 0 : current.enabled,
        embedding: vectorToBytes(vector),
        embedder,
      };
    });
    for (let start = 0; start < passages.length; start += 100) {
      await tx
        .insertInto('passages')
        .values(passages.slice(start, start + 100))
        .execute();
    }
    await tx
      .updateTable('documents')
      .set({
        state: 'ready',
        title: read.title,
        media_type: read.mediaType,
        error_code: null,
        error_message: null,
        updated_at: now,
      })
      .where('id', '=', row.id)
      .execute();
    await raiseIndexVersion(tx, { botId: row.bot_id, embedder, now });
  });
}

/** A passage that stays as it was keeps its id, so that citations and counts of it hold. */
async function keptIds(
  tx: KnowledgeDeps['store']['db'],
  documentId: string,
): Promise<(passage: ReadPassage, embedder: string) => string> {
  const rows = await tx
    .selectFrom('passages')
    .select(['id', 'title_path', 'text', 'embedder'])
    .where('document_id', '=', documentId)
    .orderBy('position')
    .execute();
  const key = (...parts: (string | null)[]) => JSON.stringify(parts);
  const byText = Map.groupBy(rows, (row) => key(row.title_path, row.text, row.embedder));
  return ({ titlePath, text }, embedder) =>
    byText.get(key(JSON.stringify(titlePath), text, embedder))?.shift()?.id ?? newId('psg');
}
