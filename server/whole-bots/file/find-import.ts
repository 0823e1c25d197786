import type { Kysely } from 'kysely';
import { AppError } from '../../base/index.ts';
import { type BotImport, IMPORT_STEPS, knownErrorCode } from '../../contract/index.ts';
import { findJob, type Job, listJobs } from '../../jobs/index.ts';
import type { Database } from '../../store/index.ts';
import type { WholeBotDeps } from '../whole-bot-deps.ts';
import { IMPORT_JOB, importJobInputSchema } from './import-job-input.ts';

/** So many at once: each may hold some gigabytes until it is done. */
export const MAX_UNFINISHED = 4;

/** Who looks wants the last ones. */
const MAX_LISTED = 20;

/** @throws AppError `not_found` */
export async function getBotImport(
  { store }: Pick<WholeBotDeps, 'store'>,
  { importId }: { importId: string },
): Promise<BotImport> {
  const job = await findJob({ store }, importId);
  if (job?.kind === IMPORT_JOB) return importOf(job);
  throw new AppError('not_found', 'There is no such import. Check its id.');
}

/** Newest first. */
export async function listBotImports({ store }: Pick<WholeBotDeps, 'store'>): Promise<BotImport[]> {
  return (await listJobs({ store }, { kind: IMPORT_JOB, limit: MAX_LISTED })).map(importOf);
}

/** The bots that the files are for which wait or are worked on. */
export async function unfinishedImports(db: Kysely<Database>): Promise<Set<string>> {
  const states = ['waiting', 'running'] as const;
  const jobs = await listJobs({ store: { db } }, { kind: IMPORT_JOB, states, limit: MAX_UNFINISHED });
  return new Set(jobs.map(({ input }) => importJobInputSchema.parse(input).botId));
}

function importOf(job: Job): BotImport {
  const { botId, name, named } = importJobInputSchema.parse(job.input);
  const { id, state, progress, error, createdAt, updatedAt } = job;
  const step = IMPORT_STEPS.find((one) => one === progress?.note);
  return {
    id,
    state,
    botId,
    name: name ?? named,
    progress: progress && step !== undefined ? { step, done: progress.done, total: progress.total } : null,
    error: error && { code: knownErrorCode(error.code), message: error.message },
    createdAt: Number(createdAt),
    updatedAt: Number(updatedAt),
  };
}
