import { z } from 'zod';

/** As InstructLab asks of a `qna.yaml`, version 3. */
export const MIN_SEED_EXAMPLES = 5;
export const MIN_QUESTIONS = 3;
export const MAX_CONTEXT_WORDS = 500;
export const MAX_ANSWER_WORDS = 250;

export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

const text = (maxWords = Number.POSITIVE_INFINITY) =>
  z
    .string()
    .refine((value) => value.trim() !== '', 'is empty')
    .superRefine((value, context) => {
      const count = wordCount(value);
      if (count > maxWords) {
        context.addIssue({ code: 'custom', message: `has ${count} words; at most ${maxWords} are allowed` });
      }
    });

const atLeast = <T extends z.ZodType>(item: T, min: number, what: string) =>
  z.array(item).superRefine((items, context) => {
    if (items.length >= min) return;
    const message = `has ${items.length}; InstructLab asks for at least ${min} ${what}`;
    context.addIssue({ code: 'custom', message });
  });

const common = {
  version: z.literal(3, { error: 'must be 3; other versions of the format are not read' }),
  created_by: text(),
};

export const knowledgeSchema = z.strictObject({
  ...common,
  domain: text(),
  document_outline: text(),
  document: z.strictObject({
    repo: z.string().optional(),
    commit: z.string().optional(),
    folder: z.string().optional(),
    patterns: atLeast(text(), 1, 'pattern'),
  }),
  seed_examples: atLeast(
    z.strictObject({
      context: text(MAX_CONTEXT_WORDS),
      questions_and_answers: atLeast(
        z.strictObject({ question: text(MAX_ANSWER_WORDS), answer: text(MAX_ANSWER_WORDS) }),
        MIN_QUESTIONS,
        'questions to a context',
      ),
    }),
    MIN_SEED_EXAMPLES,
    'seed examples',
  ),
});

export const skillSchema = z.strictObject({
  ...common,
  task_description: text(),
  seed_examples: atLeast(
    z.strictObject({
      question: text(MAX_ANSWER_WORDS),
      answer: text(MAX_ANSWER_WORDS),
      context: text(MAX_CONTEXT_WORDS).optional(),
    }),
    MIN_SEED_EXAMPLES,
    'seed examples',
  ),
});

/** What helps with YAML, beside the plain words for every schema. */
export function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  return issue.code === 'invalid_type' && issue.expected === 'string' && issue.input !== undefined
    ? 'must be text; put it in quotes if it looks like a number, a date or yes and no'
    : undefined;
}
