import type { CorrectionStanding } from '../../contract/index.ts';
import type { Store } from '../../store/index.ts';
import { latestResults } from '../gate/latest-results.ts';
import type { Correction } from './types.ts';

type Db = Store['db'];

/** How what corrections made stands now: still there, in use, its test passing or not. */
export async function standingOf(
  { store }: { store: Pick<Store, 'db' | 'transact'> },
  botId: string,
  corrections: readonly Correction[],
): Promise<(correction: Correction) => CorrectionStanding> {
  const { db } = store;
  const idsOf = (pick: (made: Correction['made']) => string | undefined) =>
    corrections.flatMap(({ made }) => pick(made) ?? []);
  const [documents, approved, lessons, tests] = await Promise.all([
    enabledById(
      db,
      'documents',
      botId,
      idsOf(({ documentId }) => documentId),
    ),
    enabledById(
      db,
      'approved_answers',
      botId,
      idsOf(({ approvedAnswerId }) => approvedAnswerId),
    ),
    db
      .selectFrom('lessons')
      .select(['id', 'state'])
      .where('bot_id', '=', botId)
      .where('id', 'in', ['', ...idsOf(({ lessonId }) => lessonId)])
      .execute(),
    db
      .selectFrom('test_questions')
      .select(['id', 'name'])
      .where('bot_id', '=', botId)
      .where('id', 'in', ['', ...idsOf(({ testId }) => testId)])
      .execute(),
  ]);
  const lessonState = new Map(lessons.map(({ id, state }) => [id, state]));
  const testName = new Map(tests.map(({ id, name }) => [id, name]));
  const { results } = tests.length === 0 ? { results: [] } : await latestResults({ store }, { botId });
  const passed = new Map(results.map((result) => [result.name, result.passed]));
  const testOf = (testId: string): CorrectionStanding['test'] => {
    const name = testName.get(testId);
    if (name === undefined) return 'gone';
    const outcome = passed.get(name);
    return outcome === undefined ? 'open' : outcome ? 'passed' : 'failed';
  };
  const statusOf = (enabled: boolean | undefined) =>
    enabled === undefined ? ('gone' as const) : enabled ? ('in-use' as const) : ('off' as const);
  return ({ made: { documentId, approvedAnswerId, lessonId, testId } }) => ({
    ...(documentId !== undefined && { fact: statusOf(documents.get(documentId)) }),
    ...(approvedAnswerId !== undefined && { approved: statusOf(approved.get(approvedAnswerId)) }),
    ...(lessonId !== undefined && { lesson: lessonState.get(lessonId) ?? 'gone' }),
    ...(testId !== undefined && { test: testOf(testId) }),
  });
}

async function enabledById(
  db: Db,
  table: 'documents' | 'approved_answers',
  botId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const rows = await db
    .selectFrom(table)
    .select(['id', 'enabled'])
    .where('bot_id', '=', botId)
    .where('id', 'in', ['', ...ids])
    .execute();
  return new Map(rows.map(({ id, enabled }) => [id, enabled === 1]));
}
