/**
 * Purpose: a bot with everything that is its own: counted, copied, deleted, taken away in a file and made of one.
 * Invariant: all of it or nothing; what goes is told before, and who did it is kept.
 * Must never know: HTTP, prompts, how any of it is made.
 */
export { countContents } from './count-contents.ts';
export { type DeleteBotInput, deleteBot } from './delete-bot.ts';
export { type DuplicateBotInput, duplicateBot } from './duplicate-bot.ts';
export { sweepArriving } from './file/arriving-bot.ts';
export { type BotFile, type ExportBotInput, exportBot } from './file/export-bot.ts';
export { getBotImport, listBotImports } from './file/find-import.ts';
export {
  type ImportBotInput,
  type ImportProgress,
  importBot,
} from './file/import-bot.ts';
export { importBotJob } from './file/import-job.ts';
export { IMPORT_JOB } from './file/import-job-input.ts';
export { type StartImportInput, startImport } from './file/start-import.ts';
export { sweepReceivedFiles } from './file/sweep-received-files.ts';
export { sweepLeaving } from './leaving-bot.ts';
export type { WholeBotDeps } from './whole-bot-deps.ts';
