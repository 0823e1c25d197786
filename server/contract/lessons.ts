import { z } from 'zod';
import { historyMessageSchema } from './answer.ts';

/** Anything longer is refused with the field's own limit; this only bounds what is read. */
const text = z.string().max(40_000);
const label = z.string().max(500);
const history = z.array(historyMessageSchema).max(40);
const strings = z.array(z.string().max(500)).max(50);

export const lessonKindSchema = z.enum(['knowledge', 'skill']);
export const lessonStateSchema = z.enum(['draft', 'approved', 'retired']);
export const lessonSourceSchema = z.enum([
  'form',
  'correction',
  'handoff',
  'csv',
  'qna',
  'jsonl',
  'synthesis',
]);
export const lessonFormatSchema = z.enum(['qna', 'csv', 'jsonl']);
export const testFormatSchema = z.enum(['jsonl', 'csv']);
export const testSplitSchema = z.enum(['dev', 'heldout']);

const id = z.string();
const time = z.number();

/** What a bot is taught: how to answer one question, from its context where it has one. */
export const lessonSchema = z
  .object({
    id,
    botId: id,
    kind: lessonKindSchema,
    /** Earlier turns, oldest first. */
    history: z.array(historyMessageSchema),
    question: z.string(),
    answer: z.string(),
    /** The passage it was written from. */
    context: z.string().optional(),
    documentName: z.string().optional(),
    /** What the skill is about, in words. */
    task: z.string().optional(),
    source: lessonSourceSchema,
    /** Where it comes from, in the author's words. */
    origin: z.string().optional(),
    author: z.string(),
    licence: z.string().optional(),
    /** Who approved it. */
    reviewer: z.string().optional(),
    state: lessonStateSchema,
    /** Rises with every change. */
    version: z.number().int(),
    contentHash: z.string(),
    /** Milliseconds since the epoch. */
    createdAt: time,
    updatedAt: time,
    /** When its words were erased; they are empty since. */
    erasedAt: time.optional(),
  })
  .meta({ id: 'Lesson' });
export type LessonBody = z.infer<typeof lessonSchema>;

/** Newest first; `before=next` asks for the older ones. */
export const lessonListSchema = z.object({
  lessons: z.array(lessonSchema),
  total: z.number().int(),
  next: z.number().int().optional(),
});

export const lessonCreateSchema = z.strictObject({
  kind: lessonKindSchema.optional(),
  history: history.optional(),
  question: text,
  answer: text,
  context: text.optional(),
  documentName: label.optional(),
  task: text.optional(),
  origin: label.optional(),
  licence: label.optional(),
  source: z.enum(['form', 'correction', 'handoff']).optional(),
});

/** Null takes a field away; what is not named stays. */
export const lessonChangeSchema = z.strictObject({
  changes: z.strictObject({
    kind: lessonKindSchema.optional(),
    history: history.nullable().optional(),
    question: text.optional(),
    answer: text.optional(),
    context: text.nullable().optional(),
    documentName: label.nullable().optional(),
    task: text.nullable().optional(),
    origin: label.nullable().optional(),
    licence: label.nullable().optional(),
  }),
  /** Refuses the change if somebody else saved in between. */
  expectedVersion: z.number().int().optional(),
});

export const expectedVersionSchema = z.strictObject({ expectedVersion: z.number().int().optional() });

const complaintSchema = z.object({
  file: z.string(),
  /** From 1. */
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  /** Path of the field. */
  field: z.string().optional(),
  message: z.string(),
});

const fileReport = {
  file: z.string(),
  /** False when something was wrong and nothing of the file was kept. */
  kept: z.boolean(),
  added: z.number().int(),
  alreadyThere: z.number().int(),
  /** Rows with something wrong. */
  refused: z.number().int(),
  /** The first of them, line by line; a row may have several. */
  complaints: z.array(complaintSchema),
};
const counts = { added: z.number().int(), alreadyThere: z.number().int(), refused: z.number().int() };

export const lessonImportSchema = z
  .object({ ...counts, files: z.array(z.object(fileReport)) })
  .meta({ id: 'LessonImport' });

export const testImportSchema = z
  .object({
    ...counts,
    changed: z.number().int(),
    files: z.array(z.object({ ...fileReport, changed: z.number().int() })),
  })
  .meta({ id: 'TestImport' });

/** What would make these lessons a bad set to learn from, in words for staff. */
export const lessonCheckSchema = z.object({
  lessons: z.number().int(),
  findings: z.array(
    z.object({
      kind: z.enum(['empty', 'few', 'contradiction', 'language', 'long', 'long-answer']),
      message: z.string(),
      lessonIds: z.array(z.string()),
    }),
  ),
});

/** A question the bot is measured with, and never taught. */
export const testQuestionSchema = z
  .object({
    id,
    botId: id,
    /** The id it has in files, unique inside the bot. */
    name: z.string(),
    kind: z.string().optional(),
    history: z.array(historyMessageSchema),
    question: z.string(),
    /** An ideal answer. */
    reference: z.string().optional(),
    mustInclude: z.array(z.string()),
    goldDocuments: z.array(z.string()),
    /** False: the right reaction is to decline. */
    answerable: z.boolean(),
    mustPass: z.boolean(),
    split: testSplitSchema,
    author: z.string(),
    version: z.number().int(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'TestQuestion' });

export const testQuestionListSchema = z.object({
  tests: z.array(testQuestionSchema),
  total: z.number().int(),
  next: z.number().int().optional(),
});

const testFields = {
  mustInclude: strings.optional(),
  goldDocuments: strings.optional(),
  answerable: z.boolean().optional(),
  mustPass: z.boolean().optional(),
  split: testSplitSchema.optional(),
};

export const testQuestionCreateSchema = z.strictObject({
  ...testFields,
  name: label.optional(),
  kind: label.optional(),
  history: history.optional(),
  question: text,
  reference: text.optional(),
});

/** Null takes a field away; what is not named stays. */
export const testQuestionChangeSchema = z.strictObject({
  changes: z.strictObject({
    ...testFields,
    name: label.optional(),
    kind: label.nullable().optional(),
    history: history.nullable().optional(),
    question: text.optional(),
    reference: text.nullable().optional(),
  }),
  /** Refuses the change if somebody else saved in between. */
  expectedVersion: z.number().int().optional(),
});
