import { z } from 'zod';
import { botSettingsSchema } from '../../bots/index.ts';
import {
  audienceSchema,
  crawlScheduleSchema,
  historyMessageSchema,
  versionSchema,
} from '../../contract/index.ts';
import { LESSON_SOURCES, LESSON_STATES } from '../../tuning/index.ts';

/** What a bot's file calls itself. A change that an older Foyer would misread raises the version. */
export const FORMAT = 'foyer-bot';
export const FORMAT_VERSION = 1;

/** Where things are in the archive; described for people in docs/bot-file.md. */
export const PATHS = {
  manifest: 'manifest.json',
  bot: 'bot.json',
  documents: 'documents.jsonl',
  withheld: 'withheld-passages.jsonl',
  /** Left out where there are none, as in files of before there was this entry. */
  overlaps: 'kept-overlaps.jsonl',
  sites: 'sites.jsonl',
  approved: 'approved-answers.jsonl',
  /** Left out where there are none, as in files of before there was this entry. */
  words: 'customers-words.jsonl',
  lessons: 'lessons.jsonl',
  tests: 'tests.jsonl',
  canned: 'canned-replies.jsonl',
  version: 'model/version.json',
  adapterConfig: 'model/adapter/adapter_config.json',
  adapterWeights: 'model/adapter/adapter_model.safetensors',
  modelCard: 'model/MODEL_CARD.md',
  dataCard: 'model/DATA_CARD.md',
} as const;

/** What never is in a bot's file, in the words that people read. */
export const NEVER_INSIDE = [
  'conversations, visitors and what they said of answers',
  'accounts, API keys, identity keys and the address and secret of the webhook',
  'the record of who did what',
  'runs, data sets, comparisons and versions that are not published',
  'the weights of the base model; only which one it is',
] as const;

const text = z.string().max(2_000_000);
const label = z.string().max(2_000);
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal');
const pathSchema = z.string().min(1).max(500);
const timeSchema = z.iso.datetime();

/** Read first and alone, so that a newer file is called newer and not wrong. */
export const manifestHeadSchema = z.looseObject({
  format: z.literal(FORMAT, `must be "${FORMAT}"`),
  formatVersion: z.number().int().min(1),
});

export const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  foyerVersion: label,
  createdAt: timeSchema,
  bot: z.strictObject({ name: label, language: label }),
  /** Which model made the vectors; others are made anew. */
  embedder: label,
  model: z
    .strictObject({
      versionId: label,
      base: z.strictObject({ id: label, sha256: sha256Schema }),
    })
    .nullable(),
  contents: z.record(label, z.number().int()),
  leftOut: z.array(label),
  entries: z.array(
    z.strictObject({ path: pathSchema, bytes: z.number().int().min(0), sha256: sha256Schema }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestEntry = Manifest['entries'][number];

export const botFileSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  language: z.string().min(2).max(35),
  settings: botSettingsSchema,
  /** By what it decides whether to answer, where it was fitted on its own tests. */
  decision: z
    .strictObject({ model: z.unknown(), questions: z.number().int().min(0), fittedBy: label })
    .nullable(),
});

export const documentLineSchema = z.strictObject({
  file: pathSchema,
  name: z.string().min(1).max(300),
  title: text,
  mediaType: label,
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable(),
  sha256: sha256Schema,
  bytes: z.number().int().min(0),
  /** What is not `ready` is read and prepared again. */
  state: z.enum(['ready', 'waiting', 'failed']),
  enabled: z.boolean(),
  /** Its first and last moment. */
  validFrom: timeSchema.nullable(),
  validUntil: timeSchema.nullable(),
  /** Who may be told what it says. */
  audience: audienceSchema,
  passages: pathSchema.nullable(),
  vectors: pathSchema.nullable(),
});
export type DocumentLine = z.infer<typeof documentLineSchema>;

export const passageLineSchema = z.strictObject({
  /** Headings as the document has them, however long. */
  titlePath: z.array(text).max(100),
  text,
  enabled: z.boolean(),
});
export type PassageLine = z.infer<typeof passageLineSchema>;

export const withheldLineSchema = z.strictObject({
  /** Of the passage's text. */
  sha256: sha256Schema,
  document: label.nullable(),
});

export const overlapLineSchema = z.strictObject({
  /** Of both texts. */
  key: sha256Schema,
  keptBy: label,
  keptAt: timeSchema,
});

export const siteLineSchema = z.strictObject({
  startUrl: label,
  include: z.array(label).max(1_000),
  exclude: z.array(label).max(1_000),
  schedule: crawlScheduleSchema,
  audience: audienceSchema,
  maxPages: z.number().int().min(1).max(1_000_000),
});

export const approvedLineSchema = z.strictObject({
  question: text,
  paraphrases: z.array(text),
  answer: text,
  owner: text,
  expiresAt: timeSchema.nullable(),
  enabled: z.boolean(),
});

export const wordLineSchema = z.strictObject({
  customersSay: label,
  pagesSay: z.array(label).max(100),
  note: label,
  addedBy: label,
  addedAt: timeSchema,
});

const history = z.array(historyMessageSchema);

export const lessonLineSchema = z.strictObject({
  kind: z.enum(['knowledge', 'skill']),
  history,
  question: text,
  answer: text,
  context: text.optional(),
  documentName: label.optional(),
  task: text.optional(),
  source: z.enum(LESSON_SOURCES),
  origin: label.optional(),
  author: label,
  licence: label.optional(),
  reviewer: label.optional(),
  state: z.enum(LESSON_STATES),
});

export const testLineSchema = z.strictObject({
  name: label,
  kind: label.optional(),
  history,
  question: text,
  reference: text.optional(),
  mustInclude: z.array(text),
  goldDocuments: z.array(label),
  answerable: z.boolean(),
  mustPass: z.boolean(),
  split: z.enum(['dev', 'heldout']),
  author: label,
});

export const cannedLineSchema = z.strictObject({
  shortcut: z.string().min(1).max(200),
  text: z.string().min(1).max(20_000),
  author: label,
});

/** The published version: what it rests on and how it came to serve. The adapter lies beside it. */
export const versionFileSchema = z.strictObject({
  versionId: label,
  base: z.strictObject({ id: label, sha256: sha256Schema }),
  /** Of the merged files that served, as the converter of that number makes them. */
  merged: z.strictObject({ sha256: sha256Schema, converter: z.number().int() }),
  rank: z.number().int().min(1),
  alpha: z.number(),
  recipe: versionSchema.shape.recipe,
  step: z.number().int().nullable(),
  heldOutLoss: z.number().nullable(),
  author: label,
  release: z.strictObject({
    number: z.number().int().min(1),
    at: timeSchema,
    by: label,
    note: text,
    overrideReason: text.nullable(),
  }),
});
export type VersionFile = z.infer<typeof versionFileSchema>;
