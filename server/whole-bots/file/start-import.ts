import type { Kysely } from 'kysely';
import { AppError, newId } from '../../base/index.ts';
import type { BotImport } from '../../contract/index.ts';
import { enqueueJob } from '../../jobs/index.ts';
import type { Database } from '../../store/index.ts';
import type { WholeBotDeps } from '../whole-bot-deps.ts';
import { getBotImport, MAX_UNFINISHED, unfinishedImports } from './find-import.ts';
import { IMPORT_JOB } from './import-job-input.ts';
import { openBotArchive } from './open-archive.ts';
import { forgetFile, receiveFile } from './received-files.ts';

/** Checks and writes again what a stop interrupted; a file that is wrong is not tried twice. */
const MAX_ATTEMPTS = 3;

export type StartImportInput = {
  actor: string;
  body: AsyncIterable<Uint8Array>;
  name?: string;
  withoutModel?: boolean;
};

/**
 * Takes a bot's file in and queues the work on it. What is wrong with its outside is told at once, the rest by the import.
 * @throws AppError `bad_request` (no bot's file, of a newer Foyer, …), `too_large`, `conflict` (too many at once)
 */
export async function startImport(
  deps: WholeBotDeps,
  { actor, body, name, withoutModel = false }: StartImportInput,
): Promise<BotImport> {
  await requireRoom(deps.store.db);
  const botId = newId('bot');
  const path = await receiveFile(deps, { botId, body });
  try {
    const named = await nameInside(path);
    const input = { botId, actor, named, withoutModel, ...(name !== undefined && { name }) };
    const jobId = await deps.store.transact(async (tx) => {
      await requireRoom(tx);
      const at = deps.clock.now();
      const job = { at, actor, kind: IMPORT_JOB, botId, input, uniqueKey: `${IMPORT_JOB}:${botId}` };
      return (await enqueueJob(tx, { ...job, maxAttempts: MAX_ATTEMPTS })).id;
    });
    return await getBotImport(deps, { importId: jobId });
  } catch (thrown) {
    await forgetFile(deps, botId);
    throw thrown;
  }
}

async function nameInside(path: string): Promise<string> {
  await using archive = await openBotArchive(path);
  return archive.manifest.bot.name;
}

/** @throws AppError `conflict` */
async function requireRoom(db: Kysely<Database>): Promise<void> {
  const { size } = await unfinishedImports(db);
  if (size < MAX_UNFINISHED) return;
  throw new AppError('conflict', `${size} bots are being imported already. Wait until one is done.`);
}
