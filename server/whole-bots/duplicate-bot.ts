import { recordAudit } from '../audit/index.ts';
import { newId } from '../base/index.ts';
import { type Bot, checkedName, getBot } from '../bots/index.ts';
import { copyDocuments, prepareDocuments } from '../knowledge/index.ts';
import { copyTeachingMaterial } from './copy-teaching-material.ts';
import { insertBot } from './insert-bot.ts';
import { insertKeptOverlaps, readKeptOverlaps } from './kept-overlaps.ts';
import type { WholeBotDeps } from './whole-bot-deps.ts';

export type DuplicateBotInput = { actor: string; botId: string; name: string };

/**
 * A second bot like the first: settings, documents with what they may repeat, approved answers, lessons, tests
 * and when it answers as staff fitted it. Conversations, keys and what was
 * taught stay with the first. Documents that are not ready are prepared afterwards, in the background.
 * @throws AppError `not_found`, `bad_request` on a wrong name
 */
export async function duplicateBot(
  deps: WholeBotDeps,
  { actor, botId, name }: DuplicateBotInput,
): Promise<Bot> {
  const at = deps.clock.now();
  const id = newId('bot');
  const waiting = await deps.store.transact(async (tx) => {
    const { language, settings } = await getBot({ store: { db: tx } }, botId);
    const row = { id, name: checkedName(name), language, settings };
    await insertBot(tx, { ...row, at });
    const copied = await copyDocuments(deps, tx, { from: botId, to: id, at });
    await copyTeachingMaterial(tx, { from: botId, to: id, at });
    await insertKeptOverlaps(tx, { to: id }, await readKeptOverlaps(tx, botId));
    const details = { from: botId, name: row.name };
    await recordAudit(tx, { at, actor, verb: 'duplicateBot', subject: `bot:${id}`, details });
    return copied;
  });
  await deps.index.refresh(id);
  // Nobody waits for it.
  void prepareDocuments(deps, { documentIds: waiting });
  return getBot(deps, id);
}
