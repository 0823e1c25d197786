import type { Selectable } from 'kysely';
import { z } from 'zod';
import { AppError, parseJson } from '../../base/index.ts';
import { type HistoryMessage, historyMessageSchema } from '../../contract/index.ts';
import type { Database, LessonTable } from '../../store/index.ts';
import type { CheckedContent } from './checked-content.ts';
import { contentHash, questionKey } from './question-key.ts';
import type { Lesson } from './types.ts';

const historySchema = z.array(historyMessageSchema);

export function lessonFromRow(row: Selectable<LessonTable>): Lesson {
  return {
    id: row.id,
    botId: row.bot_id,
    kind: row.kind,
    history: storedHistory(row.history),
    question: row.question,
    answer: row.answer,
    source: row.source,
    author: row.author,
    state: row.state,
    version: row.version,
    contentHash: row.content_hash,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.erased_at !== null && { erasedAt: Number(row.erased_at) }),
    ...(row.context !== null && { context: row.context }),
    ...(row.document_name !== null && { documentName: row.document_name }),
    ...(row.task !== null && { task: row.task }),
    ...(row.origin !== null && { origin: row.origin }),
    ...(row.licence !== null && { licence: row.licence }),
    ...(row.reviewer !== null && { reviewer: row.reviewer }),
  };
}

/** The columns that hold what a lesson says, and what it is recognised by. */
export function contentColumns(content: CheckedContent) {
  return {
    kind: content.kind,
    history: JSON.stringify(content.history),
    question: content.question,
    answer: content.answer,
    context: content.context ?? null,
    document_name: content.documentName ?? null,
    task: content.task ?? null,
    origin: content.origin ?? null,
    licence: content.licence ?? null,
    content_hash: contentHash(content),
    question_key: questionKey(content.question, content.history),
  } satisfies Partial<Database['lessons']>;
}

/** @throws AppError `storage_failed` when what is stored is no history */
export function storedHistory(json: string): HistoryMessage[] {
  const parsed = historySchema.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  throw new AppError(
    'storage_failed',
    'The stored earlier turns of a question cannot be read. Restore the latest backup.',
  );
}
