import { recordAudit } from '../audit/index.ts';
import { AppError, newId } from '../base/index.ts';
import { isUniqueViolation } from '../store/index.ts';
import { type Bot, type BotDeps, botFromRow, checkedName, checkedSettings } from './bot.ts';
import type { BotSettingsInput } from './settings.ts';

/** An id also stands in addresses and as the model's name of the OpenAI routes. */
const BOT_ID = /^[a-z0-9][a-z0-9_-]{0,62}$/;

export type CreateBotInput = {
  /** Who asks, for the audit: `key:<id>`, `system:<part>`. */
  actor: string;
  /** Lower-case letters, digits, `-` and `_`; made up when absent. */
  id?: string;
  name: string;
  language?: string;
  settings: BotSettingsInput;
};

/** @throws AppError `bad_request` on a wrong id, name or settings; `conflict` when the id is taken. */
export async function createBot({ store, clock }: BotDeps, input: CreateBotInput): Promise<Bot> {
  const { actor, id = newId('bot'), name, language = 'en' } = input;
  if (!BOT_ID.test(id)) {
    throw new AppError(
      'bad_request',
      'A bot id has 1 to 63 lower-case letters, digits, hyphens or underscores and begins with a letter or digit.',
    );
  }
  const at = clock.now();
  const row = {
    id,
    name: checkedName(name),
    language,
    settings: JSON.stringify(checkedSettings(input.settings)),
    settings_version: 1,
    archived_at: null,
    arriving_since: null,
    leaving_since: null,
    created_at: at,
    updated_at: at,
  };
  await store
    .transact(async (tx) => {
      await tx.insertInto('bots').values(row).execute();
      const after = { name: row.name, language };
      await recordAudit(tx, { at, actor, verb: 'createBot', subject: `bot:${id}`, after });
    })
    .catch((thrown: unknown) => {
      if (!isUniqueViolation(thrown)) throw thrown;
      throw new AppError('conflict', `There is already a bot with the id "${id}". Choose another id.`, {
        cause: thrown,
      });
    });
  return botFromRow(row);
}
