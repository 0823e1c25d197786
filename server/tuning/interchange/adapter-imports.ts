import type { Kysely } from 'kysely';
import { z } from 'zod';
import { AppError, newId } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import { type AdapterImport, knownErrorCode } from '../../contract/index.ts';
import { enqueueJob, findJob, type Job, listJobs } from '../../jobs/index.ts';
import type { Database } from '../../store/index.ts';
import type { NamedBytes } from '../lessons/lesson-files.ts';
import type { VersionDeps } from '../versions/types.ts';
import { forgetAdapter, receiveAdapter, sweepAdapterFiles } from './received-adapters.ts';

export const ADAPTER_JOB = 'bring-adapter';
/** Merges again what a stop interrupted. */
const MAX_ATTEMPTS = 3;
/** So many at once: each merges a model. */
const MAX_UNFINISHED = 4;
/** Who looks wants the last ones. */
const MAX_LISTED = 20;

export const adapterJobInputSchema = z.strictObject({
  uploadId: z.string(),
  botId: z.string(),
  actor: z.string(),
  baseName: z.string().optional(),
});

type Deps = Pick<VersionDeps, 'store' | 'clock' | 'dataDir'>;
type Place = { botId: string; importId: string };

/**
 * Takes in an adapter that was trained elsewhere with PEFT, a zip of its folder or the two files of it, and queues its becoming a
 * version of the bot.
 * @throws AppError `bad_request` where the files are not there or cannot be read, `not_found`, `conflict` (too many at once)
 */
export async function startAdapterImport(
  deps: Deps,
  { actor, botId, files }: { actor: string; botId: string; files: readonly NamedBytes[] },
): Promise<AdapterImport> {
  await getBot(deps, botId);
  await requireRoom(deps.store.db);
  const uploadId = newId('upload');
  const baseName = await receiveAdapter(deps, { uploadId, files });
  try {
    const importId = await deps.store.transact(async (tx) => {
      await requireRoom(tx);
      const input = { uploadId, botId, actor, ...(baseName !== undefined && { baseName }) };
      const job = { kind: ADAPTER_JOB, botId, input, maxAttempts: MAX_ATTEMPTS };
      return (await enqueueJob(tx, { at: deps.clock.now(), actor, ...job })).id;
    });
    return await getAdapterImport(deps, { botId, importId });
  } catch (thrown) {
    await forgetAdapter(deps, uploadId);
    throw thrown;
  }
}

/** @throws AppError `not_found` */
export async function getAdapterImport(
  { store }: Pick<Deps, 'store'>,
  { botId, importId }: Place,
): Promise<AdapterImport> {
  const job = await findJob({ store }, importId);
  const found = job?.kind === ADAPTER_JOB && inputOf(job).botId === botId ? job : undefined;
  if (!found) throw new AppError('not_found', 'There is no such import. Check its id.');
  return importOf(found);
}

/** Newest first. */
export async function listAdapterImports(
  { store }: Pick<Deps, 'store'>,
  { botId }: { botId: string },
): Promise<AdapterImport[]> {
  return (await listJobs({ store }, { kind: ADAPTER_JOB, botId, limit: MAX_LISTED })).map(importOf);
}

/** To be called now and then: takes away files that no import waits for. */
export async function sweepReceivedAdapters(deps: Pick<Deps, 'store' | 'dataDir'>): Promise<void> {
  await sweepAdapterFiles(deps, await unfinishedUploads(deps.store.db));
}

/** @throws AppError `conflict` */
async function requireRoom(db: Kysely<Database>): Promise<void> {
  const { size } = await unfinishedUploads(db);
  if (size < MAX_UNFINISHED) return;
  throw new AppError('conflict', `${size} adapters are being brought in already. Wait until one is done.`);
}

async function unfinishedUploads(db: Kysely<Database>): Promise<Set<string>> {
  const states = ['waiting', 'running'] as const;
  const jobs = await listJobs({ store: { db } }, { kind: ADAPTER_JOB, states, limit: MAX_UNFINISHED });
  return new Set(jobs.map((job) => inputOf(job).uploadId));
}

function inputOf({ input }: Job) {
  return adapterJobInputSchema.parse(input);
}

function importOf(job: Job): AdapterImport {
  const { id, state, progress, error, createdAt, updatedAt } = job;
  return {
    id,
    state,
    baseName: inputOf(job).baseName ?? null,
    progress: progress && { done: progress.done, total: progress.total },
    versionId: state === 'done' ? (progress?.note ?? null) : null,
    error: error && { code: knownErrorCode(error.code), message: error.message },
    createdAt: Number(createdAt),
    updatedAt: Number(updatedAt),
  };
}
