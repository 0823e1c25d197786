import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../base/index.ts';
import { type BotSettings, botSettingsSchema } from '../../bots/index.ts';
import {
  addDocument,
  type Extractor,
  type KnowledgeDeps,
  loadOrganisation,
  openPassageIndex,
  prepareDocument,
  startExtractor,
} from '../../knowledge/index.ts';
import { openStore } from '../../store/index.ts';
import { batchingEmbedder } from './batching-embedder.ts';
import type { CorpusRow } from './rows.ts';
import type { EvaluationCorpus, EvaluationDeps, EvaluationInput } from './types.ts';

const BOT_ID = 'bot_evaluation';
/** Documents prepared at the same time, so that the embedder gets full batches. */
const CONCURRENCY = 32;
const EMBED_BATCH = 32;

/** A bot of its own in a temporary folder, filled with the corpus: what is measured is what would be served. */
export type Workspace = AsyncDisposable & {
  knowledge: KnowledgeDeps;
  botId: string;
  bot: BotSettings;
  passages: number;
  /** The corpus id (or file name) behind a document's name. */
  corpusId(documentName: string): string;
};

export async function openWorkspace(
  deps: EvaluationDeps,
  { corpus, bot, onProgress }: EvaluationInput,
  signal?: AbortSignal,
): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-evaluation-'));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const store = cleanup.use(await openStore({ dataDir: folder, log: deps.log }));
  const embedder = batchingEmbedder(deps.embedder, EMBED_BATCH);
  const index = cleanup.use(await openPassageIndex({ store, embedder, dataDir: folder, log: deps.log }));
  const extractor = cleanup.use('rows' in corpus ? asItStands() : startExtractor({ log: deps.log }));
  const knowledge = { store, embedder, extractor, index, clock: deps.clock, log: deps.log };
  const settings = bot ?? defaultBot();
  await insertBot(knowledge, settings);
  await fill(knowledge, corpus, onProgress, signal);
  await index.refresh(BOT_ID);
  const { passages } = await store.db
    .selectFrom('passages')
    .select((e) => e.fn.countAll<number>().as('passages'))
    .executeTakeFirstOrThrow();
  const owned = cleanup.move();
  return {
    knowledge,
    botId: BOT_ID,
    bot: settings,
    passages: Number(passages),
    corpusId: (name) => ('rows' in corpus ? (corpus.rows[Number(name)]?.id ?? name) : name),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Settings of a bot under test whose organisation nobody named. */
export function defaultBot(organisation = 'our organisation'): BotSettings {
  return botSettingsSchema.parse({
    organisation,
    greeting: 'Hello, what can I help you with?',
    refusal: 'I could not find an answer to that in our help pages. Shall I bring in a colleague?',
    handoffMessage: 'I will bring in a colleague.',
  });
}

async function insertBot({ store, clock }: KnowledgeDeps, bot: BotSettings): Promise<void> {
  const now = clock.now();
  await store.db
    .insertInto('bots')
    .values({
      id: BOT_ID,
      name: 'Evaluation',
      language: 'en',
      settings: JSON.stringify(bot),
      settings_version: 1,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

async function fill(
  deps: KnowledgeDeps,
  corpus: EvaluationCorpus,
  onProgress: EvaluationInput['onProgress'],
  signal?: AbortSignal,
): Promise<void> {
  if ('rows' in corpus) return fillFromRows(deps, corpus.rows, onProgress, signal);
  const folder = corpus.organisationFolder;
  for await (const event of loadOrganisation(deps, { botId: BOT_ID, folder }, signal)) {
    if (event.type === 'document-started') onProgress?.({ stage: 'ingesting', done: event.number, total: 0 });
    if (event.type === 'document-failed') throw new AppError(event.code, `${event.name}: ${event.message}`);
  }
}

async function fillFromRows(
  deps: KnowledgeDeps,
  rows: readonly CorpusRow[],
  onProgress: EvaluationInput['onProgress'],
  signal?: AbortSignal,
): Promise<void> {
  let next = 0;
  let done = 0;
  async function work(): Promise<void> {
    for (let at = next++; at < rows.length; at = next++) {
      const row = rows[at];
      if (row === undefined) return;
      const bytes = new TextEncoder().encode(row.text);
      const file = { botId: BOT_ID, name: String(at), bytes, ...(row.title ? { title: row.title } : {}) };
      const { documentId } = await addDocument(deps, file);
      const { document } = await prepareDocument(deps, { documentId }, signal);
      if (document.error)
        throw new AppError(document.error.code, `Corpus row "${row.id}": ${document.error.message}`);
      done += 1;
      onProgress?.({ stage: 'ingesting', done, total: rows.length });
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
}

/** Corpus rows are passages already: none is split, trimmed or merged. */
function asItStands(): Extractor {
  return {
    async read({ bytes, title }) {
      const titlePath = title === undefined || title === '' ? [] : [title];
      const text = new TextDecoder().decode(bytes);
      return { title: title ?? '', mediaType: 'text/plain', passages: [{ titlePath, text }], warnings: [] };
    },
    async links() {
      throw new AppError('unsupported_type', 'A corpus has no links.');
    },
    async [Symbol.asyncDispose]() {},
  };
}
