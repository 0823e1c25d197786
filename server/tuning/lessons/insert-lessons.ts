import type { Insertable, Kysely } from 'kysely';
import { chunks, newId } from '../../base/index.ts';
import type { Database, LessonSource, LessonState, LessonTable } from '../../store/index.ts';
import type { CheckedContent } from './checked-content.ts';
import { foundAmong } from './found-among.ts';
import { contentColumns } from './lesson-row.ts';

/** Rows a statement; PostgreSQL takes 65,535 parameters, SQLite 32,766. */
const ROWS_AT_ONCE = 500;

/** What becomes of one lesson. `there` is also said of a second one in the same list. */
export type InsertOutcome = { type: 'new'; id: string } | { type: 'there' } | { type: 'is-a-test' };

export type InsertLessonsInput = {
  botId: string;
  source: LessonSource;
  state: LessonState;
  /** Whom lessons without an author are from. */
  author: string;
  /** Who approves them, when they are to be approved at once. */
  reviewer: string | null;
  at: number;
  /** Already redacted. */
  contents: readonly CheckedContent[];
  /** Of the contents, in their order; new ones where absent. */
  ids?: readonly string[];
};

export type PlannedInsert = { outcomes: InsertOutcome[]; rows: Insertable<LessonTable>[] };

export const IS_A_TEST =
  'is one of the test questions. What is tested is never taught, or the test would measure nothing; keep it as one of the two';

/** What inserting would do, for the caller to decide on; in the caller's transaction. */
export async function planInsert(tx: Kysely<Database>, input: InsertLessonsInput): Promise<PlannedInsert> {
  const { botId, source, state, author, reviewer, at, contents, ids = [] } = input;
  const columns = contents.map(contentColumns);
  const there = await hashesThere(
    tx,
    botId,
    columns.map((row) => row.content_hash),
  );
  const tested = await keysTested(
    tx,
    botId,
    columns.map((row) => row.question_key),
  );
  const rows: Insertable<LessonTable>[] = [];
  const outcomes = columns.map((row, index): InsertOutcome => {
    if (tested.has(row.question_key)) return { type: 'is-a-test' };
    if (there.has(row.content_hash)) return { type: 'there' };
    there.add(row.content_hash);
    const id = ids[index] ?? newId('lesson');
    const about = { author: contents[index]?.author ?? author, reviewer, source, state, version: 1 };
    rows.push({ id, bot_id: botId, ...row, ...about, created_at: at, updated_at: at });
    return { type: 'new', id };
  });
  return { outcomes, rows };
}

export async function insertPlanned(tx: Kysely<Database>, { rows }: PlannedInsert): Promise<void> {
  for (const chunk of chunks(rows, ROWS_AT_ONCE)) await tx.insertInto('lessons').values(chunk).execute();
}

async function hashesThere(
  tx: Kysely<Database>,
  botId: string,
  hashes: readonly string[],
): Promise<Set<string>> {
  const lessons = tx.selectFrom('lessons').select('content_hash as value').where('bot_id', '=', botId);
  return foundAmong(hashes, (some) => lessons.where('content_hash', 'in', some).execute());
}

async function keysTested(
  tx: Kysely<Database>,
  botId: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const tests = tx.selectFrom('test_questions').select('question_key as value').where('bot_id', '=', botId);
  return foundAmong(keys, (some) => tests.where('question_key', 'in', some).execute());
}
