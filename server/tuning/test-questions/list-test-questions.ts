import type { Kysely } from 'kysely';
import { takePage } from '../../base/index.ts';
import { type Database, holdsText, type TestSplit } from '../../store/index.ts';
import { testFromRow } from './test-row.ts';
import type { TestQuestion } from './types.ts';

const DEFAULT_PAGE = 50;

type Deps = { store: { db: Kysely<Database> } };

export type TestFilter = {
  botId: string;
  split?: TestSplit;
  mustPass?: boolean;
  /** Occurs in the question, the ideal answer or the key facts, whatever its case. */
  text?: string;
};

export type ListTestQuestionsInput = TestFilter & {
  /** The `next` of the page before. */
  before?: number;
  limit?: number;
};

export type TestPage = { tests: TestQuestion[]; total: number; next?: number };

/** Newest first, a page at a time, with the number there are in all. */
export async function listTestQuestions({ store }: Deps, input: ListTestQuestionsInput): Promise<TestPage> {
  const { before, limit = DEFAULT_PAGE } = input;
  const { count } = await filtered(store.db, input)
    .select((query) => query.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  let query = filtered(store.db, input)
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(limit + 1);
  if (before !== undefined) query = query.where('sequence', '<', before);
  const { page, ...rest } = takePage(await query.execute(), limit, ({ sequence }) => sequence);
  return { tests: page.map(testFromRow), total: Number(count), ...rest };
}

/** All test questions that match, in order of arrival. */
export async function allTestQuestions({ store }: Deps, filter: TestFilter): Promise<TestQuestion[]> {
  const rows = await filtered(store.db, filter).selectAll().orderBy('sequence').execute();
  return rows.map(testFromRow);
}

function filtered(db: Kysely<Database>, { botId, split, mustPass, text }: TestFilter) {
  let query = db.selectFrom('test_questions').where('bot_id', '=', botId);
  if (split !== undefined) query = query.where('split', '=', split);
  if (mustPass !== undefined) query = query.where('must_pass', '=', mustPass ? 1 : 0);
  if (text === undefined) return query;
  return query.where(holdsText(['question', 'reference', 'must_include'], text));
}
