import { type KnowledgeDeps, openPassageIndex } from '../../server/knowledge/index.ts';
import { handClock } from './clock.ts';
import { fakeEmbedder } from './fake-models.ts';
import { insertBotRow } from './rows.ts';
import { sharedExtractor } from './shared-extractor.ts';
import { type OpenTestStore, silentLog, type TestStore } from './store.ts';

export type TestKnowledge = KnowledgeDeps &
  AsyncDisposable & { store: TestStore; clock: ReturnType<typeof handClock> };

/** The whole knowledge room on a real store, with a bot `bot`; only the embedder is a fake. Use with `await using`. */
export async function openTestKnowledge(open: OpenTestStore): Promise<TestKnowledge> {
  await using opening = new AsyncDisposableStack();
  const store = opening.use(await open());
  const embedder = fakeEmbedder();
  const index = opening.use(
    await openPassageIndex({ store, embedder, dataDir: store.dataDir, log: silentLog }),
  );
  await insertBotRow(store, 'bot');
  const opened = opening.move();
  return {
    store,
    embedder,
    extractor: sharedExtractor(),
    index,
    clock: handClock(1),
    log: silentLog,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
