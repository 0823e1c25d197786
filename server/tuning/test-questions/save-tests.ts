import type { Insertable, Kysely, Selectable } from 'kysely';
import { chunks, newId } from '../../base/index.ts';
import type { Database, TestQuestionTable } from '../../store/index.ts';
import { keysTaught } from '../lessons/keys-taught.ts';
import type { CheckedTest } from './checked-test.ts';
import { testColumns } from './test-row.ts';

/** Rows a statement; PostgreSQL takes 65,535 parameters, SQLite 32,766. */
const ROWS_AT_ONCE = 500;

export type SaveOutcome = 'new' | 'changed' | 'there' | 'is-a-lesson' | 'name-twice';

export type SaveTestsInput = {
  botId: string;
  author: string;
  at: number;
  tests: readonly CheckedTest[];
  /** Of the tests that are new, in the order of all; new ones where absent. */
  ids?: readonly string[];
};

type Columns = ReturnType<typeof testColumns> & { author: string };

export type PlannedSave = {
  outcomes: SaveOutcome[];
  inserts: Insertable<TestQuestionTable>[];
  updates: { id: string; version: number; columns: Columns }[];
};

export const IS_A_LESSON =
  'is one of the lessons. What is taught cannot be tested, or the test would measure nothing; delete the lesson, or leave the question to it';

/** What saving would do, for the caller to decide on; in the caller's transaction. A test is known by its name. */
export async function planSave(
  tx: Kysely<Database>,
  { botId, author, at, tests, ids = [] }: SaveTestsInput,
): Promise<PlannedSave> {
  const rows = tests.map((test): Columns => ({ ...testColumns(test), author: test.author ?? author }));
  const taught = await keysTaught(
    tx,
    botId,
    rows.map((row) => row.question_key),
  );
  const there = await testsThere(tx, botId, rows);
  const named = new Set<string>();
  const plan: PlannedSave = { outcomes: [], inserts: [], updates: [] };
  for (const [index, columns] of rows.entries()) {
    const before = there.get(columns.name);
    const isTwice = named.has(columns.name);
    named.add(columns.name);
    if (isTwice) plan.outcomes.push('name-twice');
    else if (taught.has(columns.question_key)) plan.outcomes.push('is-a-lesson');
    else if (before === undefined) {
      plan.outcomes.push('new');
      const about = {
        id: ids[index] ?? newId('test'),
        bot_id: botId,
        version: 1,
        created_at: at,
        updated_at: at,
      };
      plan.inserts.push({ ...about, ...columns });
    } else if (isSame(before, columns)) plan.outcomes.push('there');
    else {
      plan.outcomes.push('changed');
      plan.updates.push({ id: before.id, version: before.version + 1, columns });
    }
  }
  return plan;
}

export async function savePlanned(
  tx: Kysely<Database>,
  { inserts, updates }: PlannedSave,
  at: number,
): Promise<void> {
  for (const rows of chunks(inserts, ROWS_AT_ONCE))
    await tx.insertInto('test_questions').values(rows).execute();
  for (const { id, version, columns } of updates) {
    const change = { ...columns, version, updated_at: at };
    await tx.updateTable('test_questions').set(change).where('id', '=', id).execute();
  }
}

/** Who wrote it does not make it another test. */
function isSame(before: Selectable<TestQuestionTable>, { author, ...columns }: Columns): boolean {
  return Object.entries(columns).every(([name, value]) => before[name as keyof typeof columns] === value);
}

async function testsThere(tx: Kysely<Database>, botId: string, rows: readonly Columns[]) {
  const there = new Map<string, Selectable<TestQuestionTable>>();
  for (const chunk of chunks(
    rows.map((row) => row.name),
    ROWS_AT_ONCE,
  )) {
    const query = tx.selectFrom('test_questions').selectAll().where('bot_id', '=', botId);
    for (const row of await query.where('name', 'in', chunk).execute()) there.set(row.name, row);
  }
  return there;
}
