import { listJudgedReplies } from '../../server/insight/index.ts';
import { ingestDocuments } from '../../server/knowledge/index.ts';
import { type Generator, loadPromptHash, type PromptHash, pullModel } from '../../server/models/index.ts';
import { bindTeachStages, openTrainer, type TeachDeps } from '../../server/tuning/index.ts';
import { type OpenTestApp, TEST_BOT_ID, type TestApp } from './app.ts';
import { fakeEmbedder, fakeGenerator } from './fake-models.ts';
import { roomyMachine } from './fake-teaching.ts';
import { silentLog } from './store.ts';
import { tinyGgufDeps } from './tiny-folder.ts';
import { teachableTinyLlama } from './tiny-gguf.ts';
import { type AskedAsVisitor, askAsVisitor } from './visitors.ts';

/** Enough that two products never fall together. */
const DIMENSIONS = 4096;
const CONTEXT_TOKENS = 2048;

const KINDS = ['tent', 'stove', 'jacket', 'pack', 'lamp', 'rope', 'kettle', 'boot', 'map', 'pillow', 'canoe'];
const NAMES = [
  'Alder',
  'Birch',
  'Cedar',
  'Dogwood',
  'Elm',
  'Fir',
  'Gorse',
  'Hazel',
  'Ivy',
  'Juniper',
  'Kelp',
  'Larch',
  'Maple',
  'Nettle',
  'Oak',
  'Poplar',
  'Quince',
  'Rowan',
  'Sorrel',
  'Thistle',
];
/** Each with a price of its own. */
export const PRODUCTS = KINDS.flatMap((kind, row) =>
  NAMES.map((name, column) => ({ name: `${name} ${kind}`, kind, euros: 20 + 30 * row + column })),
);

export const priceOf = (at: number) => `What does the ${PRODUCTS[at]?.name} cost?`;

export type JudgedShop = AsyncDisposable & {
  app: TestApp;
  teaching: TeachDeps;
  /** What versions were made of. */
  adapters: Uint8Array[];
  /** Asks as a new visitor, or as one that asked before, and leaves a thumb. */
  judge(question: string, verdict: 'up' | 'down', session?: string): Promise<AskedAsVisitor>;
};

/**
 * The whole server with a shop of 220 products. Its model says the closest line of its prompt, or what `says` gives; what it notes of
 * a prompt is what a tiny model with real weights would, and that one is taught.
 */
export async function openJudgedShop(
  open: OpenTestApp,
  says: (question: string) => string | undefined = () => undefined,
): Promise<JudgedShop> {
  let promptHash: PromptHash = () => '';
  const generator = hashing(
    fakeGenerator((messages) => {
      const prompt = messages.at(-1)?.content ?? '';
      return says(prompt) ?? /^- [^:\n]*: (.*)$/m.exec(prompt)?.[1] ?? '';
    }),
    (messages) => promptHash(messages),
  );
  const app = await open({ overrides: { generator, embedder: fakeEmbedder(DIMENSIONS) } });
  const { context, dataDir } = app;
  const models = tinyGgufDeps(dataDir, teachableTinyLlama(CONTEXT_TOKENS), CONTEXT_TOKENS);
  const base = await pullModel(models, { id: 'tiny', precision: 'fp32' });
  promptHash = await loadPromptHash(base);
  await addProducts(app);
  const adapters: Uint8Array[] = [];
  const real = bindTeachStages({
    ...context,
    dataDir,
    models,
    comparing: context.comparing,
    baseModel: 'tiny',
    precision: 'fp32',
    readExercises: async () => [],
    listJudgedReplies: (botId) => listJudgedReplies(context, { botId }),
  });
  const teaching: TeachDeps = {
    ...context.teaching,
    baseModel: 'tiny',
    threads: 1,
    machine: roomyMachine,
    stages: {
      ...real,
      openTrainer: () => openTrainer({ log: silentLog, models, measureMs: 0, checkpointEveryMs: 200 }),
      async createVersion(input, signal) {
        adapters.push(input.adapter);
        return real.createVersion(input, signal);
      },
    },
  };
  return {
    app,
    teaching,
    adapters,
    async judge(question, verdict, session) {
      const asked = await askAsVisitor(app, question, session === undefined ? {} : { session });
      const path = `/api/chat/${asked.conversationId}/messages/${asked.messageId}/feedback`;
      const response = await app.request(path, { body: { verdict }, session: asked.session });
      if (response.status !== 204) throw new Error(await response.text());
      return asked;
    },
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}

async function addProducts({ context }: TestApp): Promise<void> {
  const files = [...Map.groupBy(PRODUCTS, ({ kind }) => kind)].map(([kind, products]) => {
    const lines = products.map(({ name, euros }) => `## ${name}\n\nThe ${name} costs ${euros} euros.\n`);
    return { name: `${kind}s.md`, bytes: new TextEncoder().encode(`# ${kind}s\n\n${lines.join('\n')}`) };
  });
  for await (const event of ingestDocuments(context, { botId: TEST_BOT_ID, files })) {
    if (event.type === 'document-failed') throw new Error(event.message);
  }
}

/** Notes of each prompt the hash that serving would. */
function hashing(inner: Generator, hash: PromptHash): Generator {
  return {
    ...inner,
    async *generate(request, signal) {
      for await (const event of inner.generate(request, signal)) {
        yield event.type === 'started' ? { ...event, promptSha256: hash(request.messages) } : event;
      }
    },
  };
}
