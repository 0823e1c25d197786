import { recordAudit } from '../audit/index.ts';
import { AppError, newId } from '../base/index.ts';
import { getBot } from '../bots/index.ts';
import type { CannedReply } from '../contract/index.ts';
import { type CannedReplyTable, isUniqueViolation } from '../store/index.ts';
import type { HandoffDeps } from './types.ts';

type Deps = Pick<HandoffDeps, 'store' | 'clock'>;
type Who = { actor: string; botId: string };

/** A bot's, by shortcut. */
export async function listCannedReplies({ store }: Deps, botId: string): Promise<CannedReply[]> {
  const rows = await store.db
    .selectFrom('canned_replies')
    .selectAll()
    .where('bot_id', '=', botId)
    .orderBy('shortcut')
    .execute();
  return rows.map(replyOf);
}

/** @throws AppError `not_found`, `bad_request`, `conflict` when the shortcut is taken */
export async function createCannedReply(
  deps: Deps,
  { actor, botId, shortcut, text }: Who & { shortcut: string; text: string },
): Promise<CannedReply> {
  await getBot(deps, botId);
  const at = deps.clock.now();
  const row = {
    id: newId('canned'),
    bot_id: botId,
    shortcut: shortcut.toLowerCase(),
    text: checkedText(text),
    author: actor,
    version: 1,
    created_at: at,
    updated_at: at,
  };
  await deps.store
    .transact(async (tx) => {
      await tx.insertInto('canned_replies').values(row).execute();
      await recordAudit(tx, { at, actor, verb: 'createCannedReply', subject: `canned:${row.id}` });
    })
    .catch(translateTaken);
  return replyOf(row);
}

/** @throws AppError `not_found`, `bad_request`, `conflict` when somebody saved in between, or the shortcut is taken */
export async function changeCannedReply(
  deps: Deps,
  input: Who & {
    cannedReplyId: string;
    changes: { shortcut?: string; text?: string };
    expectedVersion: number;
  },
): Promise<CannedReply> {
  const { actor, botId, cannedReplyId, changes, expectedVersion } = input;
  const at = deps.clock.now();
  return await deps.store
    .transact(async (tx) => {
      const before = await tx
        .selectFrom('canned_replies')
        .selectAll()
        .where('id', '=', cannedReplyId)
        .where('bot_id', '=', botId)
        .executeTakeFirst();
      if (!before) throw gone();
      if (before.version !== expectedVersion) {
        throw new AppError('conflict', 'Somebody else has saved this reply. Load it again, then change it.');
      }
      const row = await tx
        .updateTable('canned_replies')
        .set({
          shortcut: changes.shortcut?.toLowerCase() ?? before.shortcut,
          text: changes.text === undefined ? before.text : checkedText(changes.text),
          version: before.version + 1,
          updated_at: at,
        })
        .where('id', '=', cannedReplyId)
        .returningAll()
        .executeTakeFirstOrThrow();
      const details = { version: row.version, fields: Object.keys(changes) };
      await recordAudit(tx, { at, actor, verb: 'changeCannedReply', subject: `canned:${row.id}`, details });
      return replyOf(row);
    })
    .catch(translateTaken);
}

/** @throws AppError `not_found` */
export async function deleteCannedReply(
  { store, clock }: Deps,
  { actor, botId, cannedReplyId }: Who & { cannedReplyId: string },
): Promise<void> {
  await store.transact(async (tx) => {
    const deleted = await tx
      .deleteFrom('canned_replies')
      .where('id', '=', cannedReplyId)
      .where('bot_id', '=', botId)
      .executeTakeFirst();
    if (deleted.numDeletedRows === 0n) throw gone();
    const subject = `canned:${cannedReplyId}`;
    await recordAudit(tx, { at: clock.now(), actor, verb: 'deleteCannedReply', subject });
  });
}

function replyOf(row: CannedReplyTable): CannedReply {
  const { id, shortcut, text, author, version, updated_at } = row;
  return { id, shortcut, text, author, version, updatedAt: updated_at };
}

function checkedText(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new AppError('bad_request', 'The reply is empty. Write something first.');
  return trimmed;
}

function gone(): AppError {
  return new AppError('not_found', 'There is no such reply. Load the list again.');
}

function translateTaken(thrown: unknown): never {
  if (!isUniqueViolation(thrown)) throw thrown;
  throw new AppError('conflict', 'Another reply has this shortcut. Choose another one.', { cause: thrown });
}
