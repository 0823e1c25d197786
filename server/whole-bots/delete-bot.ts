import { rm } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import { getBotRow } from '../bots/index.ts';
import type { BotContents } from '../contract/index.ts';
import { cancelBotJobs } from '../jobs/index.ts';
import type { Database } from '../store/index.ts';
import { versionFolder } from '../tuning/index.ts';
import { countIn } from './count-contents.ts';
import type { WholeBotDeps } from './whole-bot-deps.ts';

export type DeleteBotInput = {
  actor: string;
  botId: string;
  /** The bot's id once more, so that no wrong address deletes one. */
  confirm: string;
};

/**
 * Deletes a bot with all that is its own: documents, conversations, approved answers, lessons, tests, versions that no other
 * bot has, keys bound to it, work that waits or goes on. What was done stays in the record.
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
  const { contents, weights } = await deps.store.transact(async (tx) => {
    const bot = await getBotRow(tx, botId);
    await assertNotTaught(tx, botId);
    const contents = await countIn(tx, botId);
    await tx.deleteFrom('passages').where('bot_id', '=', botId).execute();
    await tx.deleteFrom('bots').where('id', '=', botId).execute();
    const weights = await deleteUnusedWeights(tx);
    const at = deps.clock.now();
    await cancelBotJobs(tx, { at, actor, botId });
    await recordAudit(tx, {
      at,
      actor,
      verb: 'deleteBot',
      subject: `bot:${botId}`,
      details: { name: bot.name, ...contents },
    });
    return { contents, weights };
  });
  await deps.index.drop(botId);
  for (const id of weights) {
    await rm(versionFolder(deps.versions, id), { recursive: true, force: true });
  }
  deps.log.info('bot-deleted', { botId });
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

/** Versions are shared by their content; what no bot has any more is nobody's. */
async function deleteUnusedWeights(tx: Kysely<Database>): Promise<string[]> {
  const unused = await tx
    .deleteFrom('version_weights')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('model_versions')
            .select('model_versions.id')
            .whereRef('model_versions.id', '=', 'version_weights.id'),
        ),
      ),
    )
    .returning('id')
    .execute();
  return unused.map(({ id }) => id);
}
