import { z } from 'zod';
import { getBot } from '../../bots/index.ts';
import { enqueueJob, type JobHandler } from '../../jobs/index.ts';
import type { Store } from '../../store/index.ts';
import type { ComparisonRow } from '../gate/comparison.ts';
import { insertComparison } from '../gate/start-comparison.ts';
import { askAndKeep } from '../gate/work-on-comparison.ts';
import { releasedVersion } from '../versions/release-row.ts';
import { dropOldRetests } from './drop-old-retests.ts';
import { politeGenerator, whenMachineIsFree, whenNobodyAsks } from './give-way.ts';
import { readsBy } from './reads-by.ts';
import { retestQuestions } from './retest-questions.ts';
import { changedSinceRetest } from './retest-state.ts';
import type { RetestDeps } from './types.ts';
import { findWorse } from './worse.ts';

export const RETEST_JOB = 'retest';
const ACTOR = 'system:retest';
/** It begins anew each time. */
const MAX_JOB_ATTEMPTS = 3;

const jobInputSchema = z.object({ botId: z.string() });

/** Puts the tests of a bot in line to be asked again; once in line is enough. False where they were already. */
export async function startRetest(
  { store, clock }: { store: Store; clock: RetestDeps['clock'] },
  { botId }: { botId: string },
): Promise<boolean> {
  return await store.transact(async (tx) => {
    const job = { kind: RETEST_JOB, input: { botId }, uniqueKey: retestKey(botId) };
    const about = { at: clock.now(), actor: ACTOR, botId, maxAttempts: MAX_JOB_ATTEMPTS };
    return (await enqueueJob(tx, { ...about, ...job })).created;
  });
}

export function retestKey(botId: string): string {
  return `${RETEST_JOB}:${botId}`;
}

/**
 * The handler of jobs of kind `retest`: asks what serves a bot its tests, after everybody else, and notes which were right before
 * what changed and are wrong now. What changes while it asks is met by the next job; switched off, it ends and leaves nothing.
 */
export function retestJob(deps: RetestDeps): JobHandler {
  return async (job, { signal, progress }) => {
    const { botId } = jobInputSchema.parse(job.input);
    await whenMachineIsFree(deps, signal);
    if (!(await isOn(deps, botId))) return;
    const reads = await readsBy(deps);
    const row = await beginRetest(deps, { botId, jobId: job.id, reads });
    if (row === undefined) return;
    const switchedOff = new AbortController();
    const stop = AbortSignal.any([signal, switchedOff.signal]);
    const ready = async () => {
      await whenMachineIsFree(deps, stop);
      await whenNobodyAsks(deps.visitors, stop);
      if (!(await isOn(deps, botId))) switchedOff.abort();
      stop.throwIfAborted();
    };
    const onProgress = (asked: { done: number; total: number }) => void progress(asked);
    try {
      await askAgain(deps, row, { ready, onProgress, reads }, stop);
    } catch (thrown) {
      if (!switchedOff.signal.aborted || signal.aborted) throw thrown;
      await deps.store.db.deleteFrom('comparisons').where('id', '=', row.id).execute();
    }
  };
}

type Asking = {
  ready(): Promise<void>;
  onProgress(asked: { done: number; total: number }): void;
  reads: string | null | undefined;
};

async function askAgain(
  deps: RetestDeps,
  row: ComparisonRow,
  asking: Asking,
  stop: AbortSignal,
): Promise<void> {
  const botId = row.bot_id;
  const { questions } = await retestQuestions(deps.store.db, botId);
  const versionId = await releasedVersion(deps.store.db, botId);
  await askAndKeep(
    deps,
    row,
    {
      ...asking,
      questions,
      open: async () => [{ roles: ['candidate'], versionId, wording: await politeGenerator(deps, botId) }],
      judge: () => null,
      async keepMore(tx, { id }, report) {
        const worse = await findWorse(tx, { botId, id, report });
        await dropOldRetests(tx, { botId, worse });
        return { worse: JSON.stringify(worse) };
      },
    },
    stop,
  );
}

async function isOn(deps: RetestDeps, botId: string): Promise<boolean> {
  const { settings, archivedAt } = await getBot(deps, botId);
  return settings.retest && archivedAt === null;
}

/** The comparison of this job, a new one unless it was begun before; undefined where nothing has changed after all. */
async function beginRetest(
  { store, clock }: RetestDeps,
  { botId, jobId, reads }: { botId: string; jobId: string; reads: string | null | undefined },
): Promise<ComparisonRow | undefined> {
  return await store.transact(async (tx) => {
    const known = await tx
      .selectFrom('comparisons')
      .select(['id', 'state'])
      .where('bot_id', '=', botId)
      .where('job_id', '=', jobId)
      .executeTakeFirst();
    if (known?.state === 'done' || known?.state === 'cancelled') return undefined;
    const { questions } = await retestQuestions(tx, botId);
    const at = clock.now();
    const since = { botId, at, questions, reads, ...(known && { besides: known.id }) };
    const changed = await changedSinceRetest(tx, since);
    if (changed === undefined) return undefined;
    const candidate = (await releasedVersion(tx, botId)) ?? 'untuned';
    if (known === undefined) {
      const about = { actor: ACTOR, botId, candidate, against: [], split: null, questions };
      return await insertComparison(tx, { ...about, changed, jobId, at, state: 'running' });
    }
    return await tx
      .updateTable('comparisons')
      .set({ changed: JSON.stringify(changed), candidate })
      .where('id', '=', known.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}
