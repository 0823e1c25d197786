import type { Kysely } from 'kysely';
import { AppError } from '../base/index.ts';
import type { Database } from '../store/index.ts';
import { type Job, type JobState, jobFromRow } from './job.ts';

type ReadDeps = { store: { db: Kysely<Database> } };

export async function findJob({ store }: ReadDeps, jobId: string): Promise<Job | undefined> {
  const row = await store.db.selectFrom('jobs').selectAll().where('id', '=', jobId).executeTakeFirst();
  return row && jobFromRow(row);
}

/** @throws AppError `not_found` */
export async function getJob(deps: ReadDeps, jobId: string): Promise<Job> {
  const job = await findJob(deps, jobId);
  if (!job) throw new AppError('not_found', 'There is no such job. Check its id.');
  return job;
}

export type ListJobsInput = { kind?: string; botId?: string; states?: readonly JobState[]; limit: number };

/** Newest first. */
export async function listJobs(
  { store }: ReadDeps,
  { kind, botId, states, limit }: ListJobsInput,
): Promise<Job[]> {
  let query = store.db
    .selectFrom('jobs')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (botId !== undefined) query = query.where('bot_id', '=', botId);
  if (states !== undefined) query = query.where('state', 'in', states);
  return (await query.execute()).map(jobFromRow);
}
