import type { Selectable } from 'kysely';
import { AppError, type Clock, parseJson } from '../base/index.ts';
import { problemsOf } from '../contract/index.ts';
import type { BotTable, Store } from '../store/index.ts';
import { type BotSettings, botSettingsSchema } from './settings.ts';

export const MAX_NAME_CHARACTERS = 120;

/** The version of its words is the knowledge room's. */
export type BotRow = Omit<Selectable<BotTable>, 'words_version'>;
export type BotDeps = { store: Store; clock: Clock };

export type Bot = {
  id: string;
  name: string;
  /** BCP 47, for instance `en`. */
  language: string;
  settings: BotSettings;
  settingsVersion: number;
  createdAt: number;
  updatedAt: number;
  /** Since when it answers no visitor; null while it serves. */
  archivedAt: number | null;
};

/** @throws AppError `storage_failed` when the stored settings are not what this build understands. */
export function botFromRow(row: BotRow): Bot {
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    settings: storedSettings(row),
    settingsVersion: row.settings_version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    archivedAt: row.archived_at,
  };
}

/** @throws AppError `bad_request` */
export function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed !== '' && trimmed.length <= MAX_NAME_CHARACTERS) return trimmed;
  throw new AppError('bad_request', `A bot needs a name of 1 to ${MAX_NAME_CHARACTERS} characters.`);
}

/** @throws AppError `bad_request` that names each wrong field. */
export function checkedSettings(settings: unknown): BotSettings {
  const parsed = botSettingsSchema.safeParse(settings);
  if (parsed.success) return parsed.data;
  throw new AppError(
    'bad_request',
    `These bot settings cannot be used: ${problemsOf(parsed.error, 'settings')}.`,
  );
}

function storedSettings(row: BotRow): BotSettings {
  const parsed = botSettingsSchema.safeParse(parseJson(row.settings));
  if (parsed.success) return parsed.data;
  throw new AppError(
    'storage_failed',
    `The stored settings of the bot "${row.id}" cannot be read: ${problemsOf(parsed.error, 'settings')}. Save all its settings again.`,
  );
}

/** What can be told of the stored settings; nothing when they are damaged, so that saving all of them mends it. */
export function readableSettings(row: BotRow): Partial<BotSettings> {
  return botSettingsSchema.safeParse(parseJson(row.settings)).data ?? {};
}
