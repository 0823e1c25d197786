import { recordAudit } from '../audit/index.ts';
import { AppError } from '../base/index.ts';
import { type Bot, type BotDeps, botFromRow, checkedName, checkedSettings, readableSettings } from './bot.ts';
import { getBotRow } from './find-bot.ts';
import type { BotSettingsInput } from './settings.ts';

export type UpdateBotSettingsInput = {
  actor: string;
  botId: string;
  /** What staff call it; stays when absent. */
  name?: string;
  /** BCP 47, that it answers in; stays when absent. */
  language?: string;
  /** Fields to replace, each as a whole; the others stay. */
  changes: Partial<BotSettingsInput>;
  /** When given, the change is refused if somebody else saved in between. */
  expectedVersion?: number;
};

/**
 * Saves a new name, language and settings under the next version.
 * @throws AppError `not_found`, `bad_request` on a wrong name or settings, `conflict` when `expectedVersion` is out of date.
 */
export async function updateBotSettings(
  { store, clock }: BotDeps,
  { actor, botId, name, language, changes, expectedVersion }: UpdateBotSettingsInput,
): Promise<Bot> {
  return store.transact(async (tx) => {
    const before = await getBotRow(tx, botId);
    if (expectedVersion !== undefined && expectedVersion !== before.settings_version) {
      throw new AppError(
        'conflict',
        'Somebody else has saved these settings. Load them again, then change them.',
      );
    }
    const at = clock.now();
    const version = before.settings_version + 1;
    const row = await tx
      .updateTable('bots')
      .set({
        ...(name === undefined ? {} : { name: checkedName(name) }),
        ...(language === undefined ? {} : { language }),
        settings: JSON.stringify(checkedSettings({ ...readableSettings(before), ...changes })),
        settings_version: version,
        updated_at: at,
      })
      .where('id', '=', botId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const own = Object.entries({ name, language }).flatMap(([field, value]) => (value ? [field] : []));
    const details = { version, fields: [...own, ...Object.keys(changes)] };
    const after = botFromRow(row);
    await recordAudit(tx, {
      at,
      actor,
      verb: 'updateBotSettings',
      subject: `bot:${botId}`,
      details,
      before: { name: before.name, language: before.language, ...readableSettings(before) },
      after: { name: after.name, language: after.language, ...after.settings },
    });
    return after;
  });
}
