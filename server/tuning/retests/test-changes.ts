import type { Clock } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { TestChanges } from '../../contract/index.ts';
import type { JobTable, Store } from '../../store/index.ts';
import { allTestQuestions } from '../test-questions/list-test-questions.ts';
import { changedOf } from '../versions/ground.ts';
import { type ReadingDeps, readsBy } from './reads-by.ts';
import { MAX_RETESTED, retestQuestions } from './retest-questions.ts';
import { changedSinceRetest } from './retest-state.ts';
import { retestKey } from './work-on-retest.ts';
import { lastRun, type Worse, worseOf } from './worse.ts';

type Deps = ReadingDeps & { store: Pick<Store, 'db'>; clock: Clock };
type Input = { botId: string };

/**
 * How far the tests have been asked again after what changed last, and which were right before a change and are wrong now, with
 * what was said before and is said now.
 * @throws AppError `not_found`
 */
export async function testChanges(deps: Deps, { botId }: Input): Promise<TestChanges> {
  const { db } = deps.store;
  const { settings } = await getBot(deps, botId);
  const { questions, unasked } = await retestQuestions(db, botId);
  const now = { botId, at: deps.clock.now(), questions, reads: await readsBy(deps) };
  // Before the jobs: one that begins meanwhile is seen there, whereas what it asks about would no longer be due.
  const isDue = (await changedSinceRetest(db, now)) !== undefined;
  const newest = await newestJob(deps, { botId });
  const job = newest?.state === 'waiting' || newest?.state === 'running' ? newest : undefined;
  const comparison =
    job &&
    (await db
      .selectFrom('comparisons')
      .select(['asked', 'questions'])
      .where('bot_id', '=', botId)
      .where('job_id', '=', job.id)
      .executeTakeFirst());
  const last = await lastRun(db, { botId });
  return {
    on: settings.retest,
    state: comparison ? 'asking' : job || isDue ? 'waiting' : 'settled',
    asked: comparison?.asked ?? 0,
    questions: comparison?.questions ?? 0,
    lastAt: last?.ended_at ?? null,
    failed: newest?.state === 'failed' ? { at: newest.updated_at, reason: newest.error_message ?? '' } : null,
    unasked,
    atMost: MAX_RETESTED,
    worse:
      last === undefined
        ? []
        : await grouped(deps, { botId, last: last.comparison_id, worse: worseOf(last) }),
  };
}

type LastJob = Pick<JobTable, 'id' | 'state' | 'error_message' | 'updated_at'>;

async function newestJob({ store }: Pick<Deps, 'store'>, { botId }: Input): Promise<LastJob | undefined> {
  return await store.db
    .selectFrom('jobs')
    .select(['id', 'state', 'error_message', 'updated_at'])
    .where('unique_key', '=', retestKey(botId))
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

type Grouping = Input & { last: string; worse: readonly Worse[] };

/** By the change that they are wrong since, the latest first; tests that are not there any more are left out. */
async function grouped(
  { store }: Pick<Deps, 'store'>,
  { botId, last, worse }: Grouping,
): Promise<TestChanges['worse']> {
  if (worse.length === 0) return [];
  const tests = new Map((await allTestQuestions({ store }, { botId })).map((test) => [test.name, test]));
  const answers = await store.db
    .selectFrom('test_outcomes')
    .select(['comparison_id', 'name', 'answer'])
    .where('comparison_id', 'in', [last, ...worse.map(({ rightIn }) => rightIn)])
    .where(
      'name',
      'in',
      worse.map(({ name }) => name),
    )
    .execute();
  const said = new Map(answers.map((row) => [`${row.comparison_id} ${row.name}`, row.answer]));
  const runs = await store.db
    .selectFrom('test_runs')
    .select(['comparison_id', 'changed', 'ended_at'])
    .where(
      'comparison_id',
      'in',
      worse.map(({ wrongIn }) => wrongIn),
    )
    .orderBy('sequence', 'desc')
    .execute();
  return runs.flatMap((run) => {
    const questions = worse.flatMap(({ name, rightIn, wrongIn }) => {
      const test = tests.get(name);
      if (wrongIn !== run.comparison_id || test === undefined) return [];
      const { id: testId, question, mustPass } = test;
      const before = said.get(`${rightIn} ${name}`) ?? null;
      return [{ testId, name, question, mustPass, before, now: said.get(`${last} ${name}`) ?? null }];
    });
    if (questions.length === 0) return [];
    return [{ comparisonId: run.comparison_id, changed: changedOf(run), endedAt: run.ended_at, questions }];
  });
}
