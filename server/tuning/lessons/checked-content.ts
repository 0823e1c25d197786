import { z } from 'zod';
import { AppError } from '../../base/index.ts';
import { historyMessageSchema, MAX_MESSAGE_CHARS, problemsOf } from '../../contract/index.ts';
import { cleanText } from './clean-text.ts';
import type { LessonContent } from './types.ts';

/** A long page. `checkLessons` tells of what is longer than a model sees at once; only what is absurd is refused. */
const MAX_CONTEXT_CHARS = 40_000;
const MAX_TASK_CHARS = 4_000;
const MAX_HISTORY_MESSAGES = 40;
const MAX_NAME_CHARS = 500;

const text = (max: number) => z.string().overwrite(cleanText).trim().min(1).max(max, tooLong(max));
const label = text(MAX_NAME_CHARS).optional();

const contentSchema = z.object({
  kind: z.enum(['knowledge', 'skill']).default('knowledge'),
  history: z
    .array(historyMessageSchema.extend({ content: text(MAX_MESSAGE_CHARS) }))
    .max(MAX_HISTORY_MESSAGES, `has more than ${MAX_HISTORY_MESSAGES} earlier messages`)
    .default([]),
  question: text(MAX_MESSAGE_CHARS),
  answer: text(MAX_MESSAGE_CHARS),
  context: text(MAX_CONTEXT_CHARS).optional(),
  documentName: label,
  task: text(MAX_TASK_CHARS).optional(),
  origin: label,
  author: label,
  licence: label,
});

/** Trimmed and within limits. */
export type CheckedContent = z.infer<typeof contentSchema>;

export type ContentProblem = { field: string; message: string };

/** What is wrong with a lesson, a field at a time; nothing when it can be stored. */
export function contentProblems(content: LessonContent): ContentProblem[] {
  const parsed = contentSchema.safeParse(content);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
}

/** @throws AppError `bad_request` that names each wrong field */
export function checkedContent(content: LessonContent): CheckedContent {
  const parsed = contentSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new AppError('bad_request', `This lesson cannot be kept: ${problemsOf(parsed.error)}.`);
}

function tooLong(max: number): string {
  return `is longer than ${max.toLocaleString('en')} characters, so shorten it or make several of it`;
}
