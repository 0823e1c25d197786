import type { Kysely } from 'kysely';
import { z } from 'zod';
import { cancelled, toAppError } from '../../base/index.ts';
import type { JobHandler } from '../../jobs/index.ts';
import type { Database } from '../../store/index.ts';
import type { QuestionRow } from '../evaluation/rows.ts';
import { readGround } from '../versions/ground.ts';
import { type Answerer, compareCandidates } from './compare-candidates.ts';
import type { CompareDeps } from './compare-deps.ts';
import {
  type Comparison,
  type ComparisonRow,
  comparisonFromRow,
  readComparisonRow,
  settingsOf,
} from './comparison.ts';
import { SUMMARY_COLUMNS } from './get-comparison.ts';
import { judge } from './judge.ts';
import { liveVenue } from './live-venue.ts';
import { isBeside, questionHash, testsOf } from './questions.ts';
import { keepTestRun } from './test-runs.ts';
import type { ComparisonReport, Opponent, Verdict } from './types.ts';

const jobInputSchema = z.object({ comparisonId: z.string() });

/** The handler of jobs of kind `compare`. */
export function comparisonJob(deps: CompareDeps): JobHandler {
  return async (job, { signal, progress }) => {
    const { comparisonId } = jobInputSchema.parse(job.input);
    const row = await readComparisonRow(deps.store.db, { comparisonId });
    if (row.state === 'cancelled' || row.state === 'done') return;
    const { split } = settingsOf(row);
    const questions = await testsOf(deps, { botId: row.bot_id, split: split ?? 'heldout' });
    const onProgress = (asked: { done: number; total: number }) => void progress(asked);
    try {
      await workOnComparison(deps, row, { questions, onProgress }, signal);
    } catch (thrown) {
      if (signal.aborted || (await readComparisonRow(deps.store.db, { comparisonId })).state !== 'cancelled')
        throw thrown;
    }
  };
}

type Work = {
  questions: readonly QuestionRow[];
  onProgress?: ((progress: { done: number; total: number }) => void) | undefined;
};

/** Asks, judges and keeps the result; begun again, it begins anew. */
export async function workOnComparison(
  deps: CompareDeps,
  row: ComparisonRow,
  work: Work,
  signal?: AbortSignal,
): Promise<Comparison> {
  const { against, split } = settingsOf(row);
  return await askAndKeep(
    deps,
    row,
    {
      ...work,
      open: (opened, stop) => openAnswerers(deps, opened, { row, against }, stop),
      judge: ({ answerers }) => judge(answerers, split),
      isBeside: (asked) => isBeside(asked, split),
    },
    signal,
  );
}

type Asking = Work & {
  /** Who answers; whatever is to be closed afterwards goes into `opened`. */
  open(opened: AsyncDisposableStack, stop: AbortSignal): Promise<Answerer[]>;
  /** Whether a question is asked only because it must pass. */
  isBeside?: (row: QuestionRow) => boolean;
  /** Waited for before each question. */
  ready?: (signal?: AbortSignal) => Promise<void>;
  /** What reads the closest lines, to be noted. */
  reads?: string | null | undefined;
  /** Null where nobody is to be published. */
  judge(report: ComparisonReport): Verdict | null;
  /** What else is kept, in the transaction in which it is done. */
  keepMore?(tx: Kysely<Database>, done: DoneRow, report: ComparisonReport): Promise<{ worse?: string }>;
};

/** The same for whoever answers. */
export async function askAndKeep(
  deps: Omit<CompareDeps, 'findVersion'>,
  row: ComparisonRow,
  { questions, onProgress, open, isBeside: besideOf, ready, reads, judge: verdictOn, keepMore }: Asking,
  signal?: AbortSignal,
): Promise<Comparison> {
  const { store, clock } = deps;
  const { bot_id: botId, candidate: versionId } = row;
  const { format } = settingsOf(row);
  const begun = {
    state: 'running',
    reason: null,
    ended_at: null,
    asked: 0,
    questions: questions.length,
  } as const;
  const ground = await readGround(store.db, { botId, versionId, at: clock.now() });
  const noted = { ground: JSON.stringify({ ...ground, reads }), question_hash: questionHash(questions) };
  await keep(store.db, row.id, { ...begun, ...noted });
  const watch = watchCancelled(deps, row.id);
  const stop = signal === undefined ? watch.signal : AbortSignal.any([signal, watch.signal]);
  try {
    await using opened = new AsyncDisposableStack();
    const answerers = await open(opened, stop);
    const venue = await liveVenue(deps, botId, versionId);
    const report = await compareCandidates(
      venue,
      {
        answerers,
        questions,
        format,
        isBeside: besideOf,
        ready,
        onProgress(asked) {
          watch.note(asked.done);
          onProgress?.(asked);
        },
      },
      stop,
    );
    const verdict = verdictOn(report);
    const ended = { state: 'done', asked: questions.length, ended_at: clock.now() } as const;
    const told = { verdict: verdict && JSON.stringify(verdict), report: JSON.stringify(report) };
    await store.transact(async (tx) => {
      const done = await keep(tx, row.id, { ...ended, ...told });
      if (done === undefined) return;
      const more = await keepMore?.(tx, done, report);
      await keepTestRun(tx, done, { report, ...more });
    });
  } catch (thrown) {
    if (stop.aborted) {
      // A job that is stopped is taken up again by the next worker.
      if (row.job_id === null) await keep(store.db, row.id, { state: 'cancelled', ended_at: clock.now() });
      throw cancelled(thrown);
    }
    const { message } = toAppError(thrown);
    await keep(store.db, row.id, { state: 'failed', reason: message, ended_at: clock.now() });
    throw thrown;
  }
  return comparisonFromRow(await readComparisonRow(store.db, { comparisonId: row.id }));
}

type DoneRow = Omit<ComparisonRow, 'report'>;

type Opening = { row: ComparisonRow; against: readonly Opponent[] };

/** The candidate first; a model that plays several parts once. */
async function openAnswerers(
  { findVersion }: CompareDeps,
  opened: AsyncDisposableStack,
  { row, against }: Opening,
  signal: AbortSignal,
): Promise<Answerer[]> {
  const answerers: Answerer[] = [];
  for (const role of ['candidate', ...against] as const) {
    if (role === 'extractive') {
      answerers.push({ roles: [role], versionId: null, wording: 'extractive' });
      continue;
    }
    const version = role === 'candidate' ? row.candidate : role;
    const { versionId, open } = await findVersion({ botId: row.bot_id, version });
    const known = answerers.find((answerer) => answerer.versionId === versionId);
    if (known !== undefined) known.roles.push(role);
    else answerers.push({ roles: [role], versionId, wording: opened.use(await open(signal)) });
  }
  return answerers;
}

/** Nothing is written to one that somebody cancelled. */
async function keep(
  db: Kysely<Database>,
  id: string,
  changes: Partial<ComparisonRow>,
): Promise<DoneRow | undefined> {
  return await db
    .updateTable('comparisons')
    .set(changes)
    .where('id', '=', id)
    .where('state', '!=', 'cancelled')
    .returning(SUMMARY_COLUMNS)
    .executeTakeFirst();
}

/** Notes how far it got, and sees by that when it was cancelled. At most one write is under way. */
function watchCancelled({ store, log }: Pick<CompareDeps, 'store' | 'log'>, id: string) {
  const stopping = new AbortController();
  let isWriting = false;
  async function write(asked: number): Promise<void> {
    const { numUpdatedRows } = await store.db
      .updateTable('comparisons')
      .set({ asked })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .executeTakeFirst();
    if (Number(numUpdatedRows) === 0) stopping.abort();
  }
  return {
    signal: stopping.signal,
    note(asked: number) {
      if (isWriting) return;
      isWriting = true;
      write(asked)
        .catch((error: unknown) => log.warn('comparison-progress-unwritten', { comparison: id, error }))
        .finally(() => {
          isWriting = false;
        });
    },
  };
}
