import type { Kysely, Selectable } from 'kysely';
import { type NewAuditEntry, recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import type { Database } from '../store/index.ts';
import { SYSTEM_ACTOR } from './add-document.ts';
import { documentNotFound } from './document-row.ts';
import { embedderKey, raiseIndexVersion } from './index-version.ts';
import type { KnowledgeDeps } from './types.ts';

type DocumentId = { botId: string; documentId: string };
const SETTINGS = ['name', 'enabled', 'valid_from', 'valid_until', 'audience'] as const;
type DocumentSettings = Pick<Selectable<Database['documents']>, (typeof SETTINGS)[number]>;

/** @returns what the record says of it; undefined where all is as it was */
type Change = (
  tx: Kysely<Database>,
  found: DocumentSettings,
  at: number,
) => Promise<Pick<NewAuditEntry, 'before' | 'after'> | undefined>;

type Changing = DocumentId & { actor?: string; verb: string };

/**
 * Changes, with its record, what staff have set for a document.
 * @throws AppError `not_found`
 */
export async function changeSettings(
  { store, clock }: Pick<KnowledgeDeps, 'store' | 'clock'>,
  { botId, documentId, actor = SYSTEM_ACTOR, verb }: Changing,
  change: Change,
): Promise<void> {
  const at = clock.now();
  await store.transact(async (tx) => {
    const changed = await change(tx, await requireDocument(tx, { botId, documentId }), at);
    if (changed === undefined) return;
    const entry = { at, actor, verb, subject: `document:${documentId}`, details: { botId } };
    await recordAudit(tx, { ...entry, ...changed });
  });
}

/**
 * The same of what the index knows, such as which documents are in use; it holds at once.
 * @throws AppError `not_found`
 */
export async function changeDocument(
  deps: Pick<KnowledgeDeps, 'store' | 'clock' | 'embedder' | 'index'>,
  changing: Changing,
  change: Change,
): Promise<void> {
  const { botId } = changing;
  await changeSettings(deps, changing, async (tx, found, at) => {
    const changed = await change(tx, found, at);
    if (changed === undefined) return undefined;
    await raiseIndexVersion(tx, { botId, embedder: embedderKey(deps.embedder.identity()), now: at });
    return changed;
  });
  deps.index.requestRefresh(botId);
}

export function changedMeanwhile(what: string): AppError {
  return new AppError(
    'conflict',
    `A colleague has changed ${what} meanwhile. Read it again before you save yours.`,
  );
}

/** What staff have set for a document. @throws AppError `not_found` also when it belongs to another bot */
async function requireDocument(
  db: Kysely<Database>,
  { botId, documentId }: DocumentId,
): Promise<DocumentSettings> {
  const found = await db
    .selectFrom('documents')
    .select(SETTINGS)
    .where('id', '=', documentId)
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  if (found === undefined) throw documentNotFound(documentId);
  return found;
}
