import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import { AppError, type Clock, newId, newSecret } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { GroundPart } from '../../contract/index.ts';
import { enqueueJob } from '../../jobs/index.ts';
import type { Database, Store, TestSplit } from '../../store/index.ts';
import type { QuestionRow } from '../evaluation/rows.ts';
import {
  type ComparisonRow,
  type ComparisonSummary,
  readComparisonRow,
  summaryFromRow,
} from './comparison.ts';
import { questionHash, testsOf } from './questions.ts';
import { type FormatRules, OPPONENTS, type Opponent } from './types.ts';

export const COMPARISON_JOB = 'compare';
/** It begins anew each time. */
const MAX_JOB_ATTEMPTS = 3;

export type StartComparisonInput = {
  actor: string;
  botId: string;
  /** Id of the version that wants to be published. */
  candidate: string;
  /** Everybody when absent. */
  against?: readonly Opponent[];
  /** Which of the bot's tests; `heldout` when absent. Must-pass tests are always asked. */
  split?: TestSplit;
  format?: FormatRules;
};

type Deps = { store: Store; clock: Clock };

/** Puts a comparison on the bot's own tests in line, as a job. @throws AppError `not_found`, `bad_request` without tests */
export async function startComparison(deps: Deps, input: StartComparisonInput): Promise<ComparisonSummary> {
  const { actor, botId, split = 'heldout' } = input;
  await getBot(deps, botId);
  const questions = await testsOf(deps, { botId, split });
  return deps.store.transact(async (tx) => {
    const at = deps.clock.now();
    const row = await insertComparison(tx, { ...input, split, questions, at, state: 'waiting' });
    const work = { kind: COMPARISON_JOB, input: { comparisonId: row.id }, maxAttempts: MAX_JOB_ATTEMPTS };
    const job = await enqueueJob(tx, { at, actor, botId, ...work });
    await tx.updateTable('comparisons').set({ job_id: job.id }).where('id', '=', row.id).execute();
    return summaryFromRow(row);
  });
}

type NewComparison = Omit<StartComparisonInput, 'split' | 'against'> & {
  /** Nobody where the tests are asked again after a change. */
  against?: readonly Opponent[];
  /** Null for a file's questions. */
  split: TestSplit | null;
  questions: readonly QuestionRow[];
  at: number;
  state: 'waiting' | 'running';
  jobId?: string;
  /** Where tests are asked again: what has changed since. */
  changed?: readonly GroundPart[];
};

/** In the caller's transaction, with its audit entry. */
export async function insertComparison(tx: Kysely<Database>, given: NewComparison): Promise<ComparisonRow> {
  const { actor, botId, candidate, questions, at, state, split } = given;
  const { against = OPPONENTS, format = {}, changed } = given;
  const cause = changed === undefined ? 'hand' : 'change';
  const settings = { against: [...new Set(against)], split, format };
  const row = await tx
    .insertInto('comparisons')
    .values({
      id: newId('comparison'),
      bot_id: botId,
      candidate,
      settings: JSON.stringify(settings),
      question_hash: questionHash(questions),
      questions: questions.length,
      asked: 0,
      state,
      reason: null,
      ground: null,
      verdict: null,
      report: null,
      review_seed: newSecret(),
      job_id: given.jobId ?? null,
      cause,
      changed: changed === undefined ? null : JSON.stringify(changed),
      created_by: actor,
      created_at: at,
      ended_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const details = { comparisonId: row.id, candidate, cause };
  await recordAudit(tx, { at, actor, verb: 'startComparison', subject: `bot:${botId}`, details });
  return row;
}

/** Stops one that waits or runs. @throws AppError `not_found`, `conflict` once it has ended */
export async function cancelComparison(
  { store, clock }: Deps,
  { actor, botId, comparisonId }: { actor: string; botId: string; comparisonId: string },
): Promise<ComparisonSummary> {
  const row = await store.transact(async (tx) => {
    const before = await readComparisonRow(tx, { comparisonId, botId });
    if (before.state !== 'waiting' && before.state !== 'running') {
      throw new AppError('conflict', 'This comparison has ended already.');
    }
    const at = clock.now();
    await recordAudit(tx, {
      at,
      actor,
      verb: 'cancelComparison',
      subject: `bot:${botId}`,
      details: { comparisonId },
    });
    return tx
      .updateTable('comparisons')
      .set({ state: 'cancelled', ended_at: at })
      .where('id', '=', comparisonId)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  return summaryFromRow(row);
}
