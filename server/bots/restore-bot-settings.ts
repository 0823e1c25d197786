import type { Kysely } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import type { Database } from '../store/index.ts';
import { checkedSettings, readableSettings } from './bot.ts';
import type { BotSettings } from './settings.ts';

export type RestoreBotSettingsInput = { at: number; actor: string; botId: string; settings: BotSettings };

/**
 * Gives a bot all settings of an earlier day, as its next version, in the caller's transaction. Equal ones change nothing.
 * @throws AppError `bad_request` where they are not what this build understands
 */
export async function restoreBotSettings(
  tx: Kysely<Database>,
  { at, actor, botId, settings }: RestoreBotSettingsInput,
): Promise<void> {
  const restored = JSON.stringify(checkedSettings(settings));
  const bot = await tx.selectFrom('bots').selectAll().where('id', '=', botId).executeTakeFirstOrThrow();
  if (bot.settings === restored) return;
  const version = bot.settings_version + 1;
  await tx
    .updateTable('bots')
    .set({ settings: restored, settings_version: version, updated_at: at })
    .where('id', '=', botId)
    .execute();
  await recordAudit(tx, {
    at,
    actor,
    verb: 'restoreBotSettings',
    subject: `bot:${botId}`,
    details: { version },
    before: readableSettings(bot),
    after: checkedSettings(settings),
  });
}
