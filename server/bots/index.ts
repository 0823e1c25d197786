/**
 * Purpose: what a bot is: its settings and the words it uses on its own behalf.
 * Invariant: every change raises the settings version and leaves an audit entry.
 * Must never know: documents, conversations, models.
 */
export type { Bot, BotDeps } from './bot.ts';
export { type CreateBotInput, createBot } from './create-bot.ts';
export { ensureBot } from './ensure-bot.ts';
export { findBot, getBot } from './find-bot.ts';
export { listBots } from './list-bots.ts';
export { restoreBotSettings } from './restore-bot-settings.ts';
export { type BotSettings, type BotSettingsInput, botSettingsSchema } from './settings.ts';
export { type UpdateBotSettingsInput, updateBotSettings } from './update-bot-settings.ts';
