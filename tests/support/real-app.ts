import { createLog } from '../../server/base/index.ts';
import type { BotSettingsInput } from '../../server/bots/index.ts';
import { type Embedder, type Generator, openEmbedder, openGenerator } from '../../server/models/index.ts';
import { createTestApp, type TestApp } from './app.ts';
import { testModels } from './models.ts';

const THREADS = 2;

export type RealModels = AsyncDisposable & { embedder: Embedder; generator: Generator };

/** The default models, in their processes. Give the `beforeAll` that calls it some minutes. */
export async function openRealModels(): Promise<RealModels> {
  await using opening = new AsyncDisposableStack();
  const log = createLog({ level: 'error', write: () => {} });
  const models = await testModels();
  const embedder = opening.use(await openEmbedder({ log, model: models.embedder, threads: THREADS }));
  const generator = opening.use(
    await openGenerator({ log, model: models.generator, threads: THREADS, maxContextTokens: 4096 }),
  );
  const opened = opening.move();
  return { embedder, generator, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** The test app with the real default models. Give the `beforeAll` that calls it some minutes. */
export async function openRealApp(settings: Partial<BotSettingsInput> = {}): Promise<TestApp> {
  await using opening = new AsyncDisposableStack();
  const { embedder, generator } = opening.use(await openRealModels());
  const app = opening.use(await createTestApp({ settings, overrides: { embedder, generator } }));
  const opened = opening.move();
  return { ...app, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
