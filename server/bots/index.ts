/**
 * Purpose: what a bot is: its settings and the words it uses on its own behalf.
 * Invariant: every change raises the settings version.
 * Must never know: documents, conversations, models.
 */
export { type BotSettings, botSettingsSchema } from './settings.ts';
