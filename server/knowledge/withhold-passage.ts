import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import type { Database } from '../store/index.ts';
import { embedderKey, raiseIndexVersion } from './index-version.ts';
import type { KnowledgeDeps } from './types.ts';

type Deps = Pick<KnowledgeDeps, 'store' | 'clock' | 'embedder' | 'index'>;

export type WithheldPassage = { textHash: string; documentId: string };

/**
 * Takes a passage out of what is found, at once, and everything of the bot that says the same word for word; also when its
 * document is read again. The document itself stays as it is.
 * @throws AppError `not_found`
 */
export async function withholdPassage(
  deps: Deps,
  { botId, passageId, actor }: { botId: string; passageId: string; actor: string },
): Promise<WithheldPassage> {
  return await changed(deps, { botId, actor, verb: 'withholdPassage' }, async (tx, at) => {
    const passage = await tx
      .selectFrom('passages')
      .select(['text', 'document_id'])
      .where('id', '=', passageId)
      .where('bot_id', '=', botId)
      .executeTakeFirst();
    if (!passage)
      throw new AppError('not_found', 'This passage is gone: its document was changed meanwhile.');
    const text_hash = textHash(passage.text);
    await tx
      .insertInto('withheld_passages')
      .values({ bot_id: botId, text_hash, document_id: passage.document_id, created_at: at })
      .onConflict((conflict) => conflict.columns(['bot_id', 'text_hash']).doNothing())
      .execute();
    await tx
      .updateTable('passages')
      .set({ enabled: 0 })
      .where('bot_id', '=', botId)
      .where('text', '=', passage.text)
      .execute();
    return { textHash: text_hash, documentId: passage.document_id };
  });
}

/** Lets a withheld passage be found again, where its document is still there and switched on. */
export async function releasePassage(
  deps: Deps,
  { botId, textHash: hash, actor }: { botId: string; textHash: string; actor: string },
): Promise<void> {
  await changed(deps, { botId, actor, verb: 'releasePassage' }, async (tx) => {
    const gone = await tx
      .deleteFrom('withheld_passages')
      .where('bot_id', '=', botId)
      .where('text_hash', '=', hash)
      .returning('document_id')
      .executeTakeFirst();
    if (!gone) return { textHash: hash, documentId: '' };
    const passages = await tx
      .selectFrom('passages as p')
      .innerJoin('documents as d', 'd.id', 'p.document_id')
      .select(['p.id', 'p.text'])
      .where('p.bot_id', '=', botId)
      .where('p.enabled', '=', 0)
      .where('d.enabled', '=', 1)
      .execute();
    const ids = passages.filter(({ text }) => textHash(text) === hash).map(({ id }) => id);
    if (ids.length > 0) {
      await tx.updateTable('passages').set({ enabled: 1 }).where('id', 'in', ids).execute();
    }
    return { textHash: hash, documentId: gone.document_id };
  });
}

/** Tells which texts of a bot are withheld. */
export async function readWithheld(
  db: Kysely<Database>,
  botId: string,
): Promise<{ has(text: string): boolean }> {
  const query = db.selectFrom('withheld_passages').select('text_hash').where('bot_id', '=', botId);
  const hashes = new Set((await query.execute()).map(({ text_hash }) => text_hash));
  return { has: (text) => hashes.size > 0 && hashes.has(textHash(text)) };
}

type Change = { botId: string; actor: string; verb: string };

async function changed(
  deps: Deps,
  { botId, actor, verb }: Change,
  change: (tx: Kysely<Database>, at: number) => Promise<WithheldPassage>,
): Promise<WithheldPassage> {
  const at = deps.clock.now();
  const done = await deps.store.transact(async (tx) => {
    const result = await change(tx, at);
    await recordAudit(tx, { at, actor, verb, subject: `bot:${botId}`, details: { ...result } });
    const embedder = embedderKey(deps.embedder.identity());
    await raiseIndexVersion(tx, { botId, embedder, now: at });
    return result;
  });
  await deps.index.refresh(botId);
  return done;
}

/** A text is withheld wherever it stands, so it is known by itself. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
