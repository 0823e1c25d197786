import type { Kysely } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import { getBotRow } from '../bots/index.ts';
import type { BotContents } from '../contract/index.ts';
import { cancelBotJobs } from '../jobs/index.ts';
import type { Database } from '../store/index.ts';
import { countIn } from './count-contents.ts';
import { finishLeaving } from './leaving-bot.ts';
import type { WholeBotDeps } from './whole-bot-deps.ts';

export type DeleteBotInput = {
  actor: string;
  botId: string;
  /** The bot's id once more, so that no wrong address deletes one. */
  confirm: string;
};

/**
 * Deletes a bot with all that is its own: documents, conversations, approved answers, lessons, tests, versions that no other
 * bot has, keys bound to it, work that waits or goes on. What was done stays in the record. It is gone for everyone with the first
 * write; its rows follow in parts, so that nobody waits for all of them, also after a crash (`sweepLeaving`).
 * @returns what is gone
 * @throws AppError `not_found`, `bad_request` without the confirmation, `conflict` while it is being taught
 */
export async function deleteBot(
  deps: Pick<WholeBotDeps, 'store' | 'clock' | 'index' | 'log' | 'versions'>,
  { actor, botId, confirm }: DeleteBotInput,
): Promise<BotContents> {
  if (confirm !== botId) {
    throw new AppError('bad_request', 'To delete a bot, name its id once more as "confirm".');
  }
  const contents = await deps.store.transact(async (tx) => {
    const bot = await getBotRow(tx, botId);
    await assertNotTaught(tx, botId);
    const contents = await countIn(tx, botId);
    const at = deps.clock.now();
    await tx.updateTable('bots').set({ leaving_since: at }).where('id', '=', botId).execute();
    await tx.deleteFrom('api_keys').where('bot_id', '=', botId).execute();
    await cancelBotJobs(tx, { at, actor, botId });
    await recordAudit(tx, {
      at,
      actor,
      verb: 'deleteBot',
      subject: `bot:${botId}`,
      details: { name: bot.name, ...contents },
    });
    return contents;
  });
  await finishLeaving(deps, botId).catch((error: unknown) => {
    // It is gone for everyone all the same; the next start goes on.
    deps.log.error('bot-rows-left', { botId, error });
  });
  return contents;
}

/** A run that waits for the machine or has it holds a slot. */
async function assertNotTaught(tx: Kysely<Database>, botId: string): Promise<void> {
  const active = await tx
    .selectFrom('teach_runs')
    .select('id')
    .where('bot_id', '=', botId)
    .where('slot', 'is not', null)
    .executeTakeFirst();
  if (!active) return;
  throw new AppError(
    'conflict',
    `This bot is being taught (run ${active.id}). Cancel the run first, then delete the bot.`,
  );
}
