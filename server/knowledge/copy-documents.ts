import type { Kysely } from 'kysely';
import { newId } from '../base/index.ts';
import type { Database } from '../store/index.ts';
import { embedderKey, raiseIndexVersion } from './index-version.ts';
import type { KnowledgeDeps } from './types.ts';

const AT_ONCE = 200;

type Input = { from: string; to: string; at: number };

/**
 * Gives one bot the documents of another, with passages and vectors as they are, in the caller's transaction: nothing is
 * read again. What was not ready waits to be prepared.
 * @returns the new ids of the documents that wait
 */
export async function copyDocuments(
  { embedder }: Pick<KnowledgeDeps, 'embedder'>,
  tx: Kysely<Database>,
  { from, to, at }: Input,
): Promise<string[]> {
  const documents = await tx
    .selectFrom('documents')
    .select(['id', 'state'])
    .where('bot_id', '=', from)
    .orderBy('name')
    .execute();
  const waiting: string[] = [];
  for (const document of documents) {
    const copy = { id: newId('doc'), botId: to, at, isReady: document.state === 'ready' };
    await copyRow(tx, document.id, copy);
    if (copy.isReady) await copyPassages(tx, document.id, copy);
    else waiting.push(copy.id);
  }
  await copyWithheld(tx, { from, to, at });
  if (documents.length > 0) {
    await raiseIndexVersion(tx, { botId: to, embedder: embedderKey(embedder.identity()), now: at });
  }
  return waiting;
}

type Copy = { id: string; botId: string; at: number; isReady: boolean };

/** The database copies the bytes; they do not pass through here. */
async function copyRow(tx: Kysely<Database>, documentId: string, { id, botId, at, isReady }: Copy) {
  const kept = [
    'name',
    'title',
    'media_type',
    'url',
    'content_hash',
    'bytes',
    'byte_length',
    'enabled',
    'valid_from',
    'valid_until',
    'audience',
  ] as const;
  await tx
    .insertInto('documents')
    .columns([...kept, 'id', 'bot_id', 'state', 'created_at', 'updated_at'])
    .expression((eb) =>
      eb
        .selectFrom('documents')
        .select([...kept])
        .select((e) => [
          e.cast<string>(e.val(id), 'text').as('id'),
          e.cast<string>(e.val(botId), 'text').as('bot_id'),
          e.cast<'ready' | 'waiting'>(e.val(isReady ? 'ready' : 'waiting'), 'text').as('state'),
          e.cast<number>(e.val(at), 'bigint').as('created_at'),
          e.cast<number>(e.val(at), 'bigint').as('updated_at'),
        ])
        .where('id', '=', documentId),
    )
    .execute();
}

async function copyPassages(tx: Kysely<Database>, documentId: string, { id, botId }: Copy): Promise<void> {
  for (let start = 0; ; start += AT_ONCE) {
    const rows = await tx
      .selectFrom('passages')
      .select(['position', 'title_path', 'text', 'enabled', 'embedding', 'embedder'])
      .where('document_id', '=', documentId)
      .orderBy('position')
      .limit(AT_ONCE)
      .offset(start)
      .execute();
    if (rows.length === 0) return;
    const copies = rows.map((row) => ({ ...row, id: newId('psg'), bot_id: botId, document_id: id }));
    await tx.insertInto('passages').values(copies).execute();
  }
}

/** A withheld text stays withheld, whichever document says it; the id of its document is only a note for staff. */
async function copyWithheld(tx: Kysely<Database>, { from, to, at }: Input): Promise<void> {
  const rows = await tx.selectFrom('withheld_passages').selectAll().where('bot_id', '=', from).execute();
  if (rows.length === 0) return;
  await tx
    .insertInto('withheld_passages')
    .values(rows.map((row) => ({ ...row, bot_id: to, created_at: at })))
    .execute();
}
