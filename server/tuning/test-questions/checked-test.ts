import { z } from 'zod';
import { AppError } from '../../base/index.ts';
import { historyMessageSchema, MAX_MESSAGE_CHARS, problemsOf } from '../../contract/index.ts';
import type { ContentProblem } from '../lessons/checked-content.ts';
import { cleanText } from '../lessons/clean-text.ts';
import { questionKey } from '../lessons/question-key.ts';
import type { TestContent } from './types.ts';

/** More than anyone writes by hand for one question. */
const MAX_ENTRIES = 50;
const MAX_LABEL_CHARS = 500;
const MAX_HISTORY_MESSAGES = 40;

const text = (max: number) => z.string().overwrite(cleanText).trim().min(1).max(max);
const list = z.array(text(MAX_LABEL_CHARS)).max(MAX_ENTRIES).default([]);

const testSchema = z.object({
  name: text(MAX_LABEL_CHARS).optional(),
  kind: text(MAX_LABEL_CHARS).optional(),
  history: z
    .array(historyMessageSchema.extend({ content: text(MAX_MESSAGE_CHARS) }))
    .max(MAX_HISTORY_MESSAGES)
    .default([]),
  question: text(MAX_MESSAGE_CHARS),
  reference: text(MAX_MESSAGE_CHARS).optional(),
  mustInclude: list,
  goldDocuments: list,
  answerable: z.boolean().default(true),
  mustPass: z.boolean().default(false),
  split: z.enum(['dev', 'heldout'], { error: 'must be dev or heldout' }).default('heldout'),
  author: text(MAX_LABEL_CHARS).optional(),
});

/** Trimmed, within limits, with a name. */
export type CheckedTest = Omit<z.infer<typeof testSchema>, 'name'> & { name: string };

export function testProblems(content: TestContent): ContentProblem[] {
  const parsed = testSchema.safeParse(content);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
}

/** @throws AppError `bad_request` that names each wrong field */
export function checkedTest(content: TestContent): CheckedTest {
  const parsed = testSchema.safeParse(content);
  if (!parsed.success) {
    throw new AppError('bad_request', `This test question cannot be kept: ${problemsOf(parsed.error)}.`);
  }
  const { name = nameOf(parsed.data), ...rest } = parsed.data;
  return { ...rest, name };
}

/** The same question gets the same name, so that importing it again finds it. */
function nameOf({ question, history }: Pick<CheckedTest, 'question' | 'history'>): string {
  return `q-${questionKey(question, history).slice(0, 12)}`;
}
