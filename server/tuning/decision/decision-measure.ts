import type { Kysely } from 'kysely';
import { z } from 'zod';
import { recordAudit } from '../../audit/index.ts';
import { AppError, type Clock, parseJson, toAppError } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import {
  type DecisionMeasure,
  type DecisionResult,
  decidesBySchema,
  decisionResultSchema,
} from '../../contract/index.ts';
import { enqueueJob, type JobHandler } from '../../jobs/index.ts';
import type { Database, Store } from '../../store/index.ts';
import type { CrossEncoder } from '../cross-encoder/cross-encoder.ts';
import type { CompareDeps } from '../gate/compare-deps.ts';
import { allTestQuestions } from '../test-questions/list-test-questions.ts';
import { measureOwnDecision } from './measure-own-decision.ts';
import { decidesBy } from './version-decision.ts';

export const DECISION_JOB = 'measure-decision';
const MAX_JOB_ATTEMPTS = 3;
const BROKEN_OFF =
  'Measuring was broken off several times, for instance by a crash. Look at the log, then measure again.';

type Deps = {
  store: Store;
  clock: Clock;
  /** Undefined where this installation makes none. */
  crossEncoder?: Pick<CrossEncoder, 'find'> | undefined;
};
type Row = Database['decision_measures'];

const jobInputSchema = z.object({ botId: z.string() });

/**
 * Puts the measuring of a bot's decision on its own tests in line, as a job; one that is in line already is not doubled. The
 * last result stays readable meanwhile.
 * @throws AppError `not_found`; `bad_request` where no test says whether it can be answered
 */
export async function startDecisionMeasure(
  deps: Deps,
  { actor, botId }: { actor: string; botId: string },
): Promise<DecisionMeasure> {
  await getBot(deps, botId);
  const tests = await allTestQuestions(deps, { botId });
  if (!tests.some(({ answerable }) => answerable !== undefined)) {
    throw new AppError(
      'bad_request',
      'No test question says yet whether your documents answer it. Add some on the page Tests, of both kinds.',
    );
  }
  const row = await deps.store.transact(async (tx) => {
    const known = await findRow(tx, botId);
    if (known?.state === 'waiting' || known?.state === 'running') return known;
    const at = deps.clock.now();
    const asked = { state: 'waiting', reason: null, asked_by: actor, asked_at: at } as const;
    await tx
      .insertInto('decision_measures')
      .values({ bot_id: botId, result: null, ended_at: null, ...asked })
      .onConflict((conflict) => conflict.column('bot_id').doUpdateSet(asked))
      .execute();
    const work = { kind: DECISION_JOB, input: { botId }, maxAttempts: MAX_JOB_ATTEMPTS };
    await enqueueJob(tx, { at, actor, botId, ...work });
    await recordAudit(tx, { at, actor, verb: 'measureDecision', subject: `bot:${botId}`, details: {} });
    return findRow(tx, botId);
  });
  return measureOf(deps, botId, row);
}

/** The last one; `never` where nobody has asked for it. @throws AppError `not_found` */
export async function getDecisionMeasure(deps: Deps, { botId }: { botId: string }): Promise<DecisionMeasure> {
  await getBot(deps, botId);
  return measureOf(deps, botId, await findRow(deps.store.db, botId));
}

/** The handler of jobs of kind `measure-decision`. */
export function decisionJob(deps: Omit<CompareDeps, 'findVersion'>): JobHandler {
  return async (job, { signal }) => {
    const { botId } = jobInputSchema.parse(job.input);
    await keep(deps, botId, { state: 'running' });
    try {
      const measured = await measureOwnDecision(deps, { botId }, signal);
      const result = JSON.stringify(decisionResultSchema.parse(measured));
      await keep(deps, botId, { state: 'done', reason: null, result, ended_at: deps.clock.now() });
    } catch (thrown) {
      // A job that is stopped is taken up again by the next worker.
      if (!signal.aborted) await keep(deps, botId, { state: 'failed', reason: toAppError(thrown).message });
      throw thrown;
    }
  };
}

/** One that nobody works on any more, as after several crashes, has failed, whatever was noted last. */
async function findRow(db: Kysely<Database>, botId: string): Promise<Row | undefined> {
  const row = await db
    .selectFrom('decision_measures')
    .selectAll()
    .where('bot_id', '=', botId)
    .executeTakeFirst();
  if (row?.state !== 'waiting' && row?.state !== 'running') return row;
  const job = await db
    .selectFrom('jobs')
    .select('id')
    .where('kind', '=', DECISION_JOB)
    .where('bot_id', '=', botId)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst();
  return job === undefined ? { ...row, state: 'failed', reason: BROKEN_OFF } : row;
}

async function keep({ store }: Pick<Deps, 'store'>, botId: string, change: Partial<Row>): Promise<void> {
  await store.db.updateTable('decision_measures').set(change).where('bot_id', '=', botId).execute();
}

async function measureOf(deps: Deps, botId: string, row: Row | undefined): Promise<DecisionMeasure> {
  const by = decidesBySchema.parse(await decidesBy(deps.store.db, { botId }));
  if (row === undefined) {
    const nothing = { reason: null, measuredAt: null, result: null, isBeforeReading: false };
    return { state: 'never', ...nothing, decidesBy: by };
  }
  const result = row.result === null ? undefined : decisionResultSchema.safeParse(parseJson(row.result)).data;
  return {
    isBeforeReading: result !== undefined && (await isBeforeReading(deps, result)),
    state: row.state,
    reason: row.reason,
    measuredAt: result === undefined ? null : row.ended_at,
    result: result ?? null,
    decidesBy: by,
  };
}

async function isBeforeReading(
  { crossEncoder }: Deps,
  { readBy = [null] }: DecisionResult,
): Promise<boolean> {
  const now = await crossEncoder?.find();
  return now !== undefined && readBy.some((reader) => reader !== now.manifest.sha256);
}
