/**
 * Purpose: what a bot is: its settings and the words it uses on its own behalf.
 * Invariant: every change raises the settings version and leaves an audit entry.
 * Must never know: documents, conversations, models.
 */
export { type ApprovedAnswer, approvedColumns } from './approved/approved-answer.ts';
export { countApprovedHit } from './approved/count-approved-hit.ts';
export { createApprovedAnswer } from './approved/create-approved-answer.ts';
export { deleteApprovedAnswer } from './approved/delete-approved-answer.ts';
export { hashApprovedAnswers } from './approved/hash-approved-answers.ts';
export { type ImportedApproved, importApprovedAnswers } from './approved/import-approved-answers.ts';
export { listApprovedAnswers, listApprovedVersions } from './approved/list-approved-answers.ts';
export { updateApprovedAnswer } from './approved/update-approved-answer.ts';
export { type ArchiveBotInput, archiveBot, assertInService } from './archive-bot.ts';
export { type Bot, type BotDeps, checkedName, MAX_NAME_CHARACTERS } from './bot.ts';
export { type CreateBotInput, createBot } from './create-bot.ts';
export { ensureBot } from './ensure-bot.ts';
export { findBot, getBot, getBotRow } from './find-bot.ts';
export type { BusinessHours, HandoffSettings, TriggerAction } from './handoff-settings.ts';
export { listBots } from './list-bots.ts';
export { type AccentContrast, accentContrast, type Look, lookOf } from './look/look-of.ts';
export { type LookSettings, lookSettingsSchema } from './look/look-settings.ts';
export { restoreBotSettings } from './restore-bot-settings.ts';
export { type BotSettings, type BotSettingsInput, botSettingsSchema, usesEverydayWords } from './settings.ts';
export { type UpdateBotSettingsInput, updateBotSettings } from './update-bot-settings.ts';
export { isLeaving, leavingBots, visibleBots } from './visible-bots.ts';
export { listWidgetSites, noteWidgetSite, type WidgetSite } from './widget-sites.ts';
