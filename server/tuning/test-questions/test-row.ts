import type { Selectable } from 'kysely';
import { z } from 'zod';
import { AppError, parseJson } from '../../base/index.ts';
import type { Database, TestQuestionTable } from '../../store/index.ts';
import type { QuestionRow } from '../evaluation/rows.ts';
import { storedHistory } from '../lessons/lesson-row.ts';
import { questionKey } from '../lessons/question-key.ts';
import type { CheckedTest } from './checked-test.ts';
import type { TestQuestion } from './types.ts';

const stringsSchema = z.array(z.string());

export function testFromRow(row: Selectable<TestQuestionTable>): TestQuestion {
  return {
    id: row.id,
    botId: row.bot_id,
    name: row.name,
    history: storedHistory(row.history),
    question: row.question,
    mustInclude: storedStrings(row.must_include),
    goldDocuments: storedStrings(row.gold_documents),
    answerable: row.answerable === 1,
    mustPass: row.must_pass === 1,
    split: row.split,
    author: row.author,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.kind !== null && { kind: row.kind }),
    ...(row.reference !== null && { reference: row.reference }),
  };
}

/** The columns that hold what a test asks and expects. */
export function testColumns(test: CheckedTest) {
  return {
    name: test.name,
    kind: test.kind ?? null,
    history: JSON.stringify(test.history),
    question: test.question,
    reference: test.reference ?? null,
    must_include: JSON.stringify(test.mustInclude),
    gold_documents: JSON.stringify(test.goldDocuments),
    answerable: test.answerable ? 1 : 0,
    must_pass: test.mustPass ? 1 : 0,
    split: test.split,
    question_key: questionKey(test.question, test.history),
  } satisfies Partial<Database['test_questions']>;
}

/** As evaluation reads it, and as it stands in files; `gold_ids` are names of documents. */
export function questionRowOf(test: TestQuestion): QuestionRow {
  return {
    id: test.name,
    question: test.question,
    answerable: test.answerable,
    split: test.split,
    ...(test.mustPass && { must_pass: true }),
    ...(test.kind !== undefined && { kind: test.kind }),
    ...(test.history.length > 0 && { history: test.history }),
    ...(test.reference !== undefined && { reference: test.reference }),
    ...(test.goldDocuments.length > 0 && { gold_ids: test.goldDocuments }),
    ...(test.mustInclude.length > 0 && { must_include: test.mustInclude }),
  };
}

function storedStrings(json: string): string[] {
  const parsed = stringsSchema.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  throw new AppError('storage_failed', 'A stored test question cannot be read. Restore the latest backup.');
}
