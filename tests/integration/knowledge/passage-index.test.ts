import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ingestDocuments, listDocuments, openPassageIndex, search } from '../../../server/knowledge/index.ts';
import type { VectorBackend } from '../../../server/knowledge/passage-index/backend.ts';
import { openPgvectorBackend } from '../../../server/knowledge/passage-index/pgvector-backend.ts';
import { openVectraBackend } from '../../../server/knowledge/passage-index/vectra-backend.ts';
import { openTestKnowledge, type TestKnowledge } from '../../support/knowledge.ts';
import { seededRandom } from '../../support/random.ts';
import { insertBotWithPassages } from '../../support/rows.ts';
import { describeStores, openTestStore, silentLog, type TestStore } from '../../support/store.ts';

const DIMENSIONS = 384;

function unitVectors(count: number, seed: number): Float32Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  });
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

async function openBackend(store: TestStore): Promise<VectorBackend> {
  if (store.hasVectors) return await openPgvectorBackend(store);
  return openVectraBackend({ folder: join(store.dataDir, 'index'), log: silentLog });
}

describeStores('the vector backend', (open) => {
  const ids = Array.from({ length: 300 }, (_, index) => `p${index}`);
  const vectors = unitVectors(ids.length, 7);
  const passages = ids.map((passageId, index) => ({
    passageId,
    vector: vectors[index] ?? new Float32Array(),
  }));
  const first = { version: 1, embedder: 'e' };

  async function fill(store: TestStore): Promise<VectorBackend> {
    await insertBotWithPassages(
      store,
      'bot',
      ids.map((id) => ({ id, text: id })),
    );
    await insertBotWithPassages(store, 'other', [{ id: 'q', text: 'q' }]);
    const backend = await openBackend(store);
    await backend.apply('bot', { add: passages, remove: [] }, first);
    await backend.apply(
      'other',
      { add: [{ passageId: 'q', vector: vectors[0] ?? new Float32Array() }], remove: [] },
      first,
    );
    return backend;
  }

  test('the nearest come first, with their cosine, of the right bot', async () => {
    await using store = await open();
    await using backend = await fill(store);
    for (const question of unitVectors(5, 11)) {
      const expected = passages
        .map(({ passageId, vector }) => ({ passageId, score: dot(question, vector) }))
        .sort((a, b) => b.score - a.score)
        .slice(0, 10);
      const hits = await backend.query('bot', question, 10);
      expect(hits.map((hit) => hit.passageId)).toEqual(expected.map((hit) => hit.passageId));
      expect(hits[0]?.score).toBeCloseTo(expected[0]?.score ?? 0, 4);
    }
    expect(await backend.query('nobody', vectors[0] ?? new Float32Array(), 5)).toEqual([]);
  });

  test('a change removes and adds, and is there after opening again', async () => {
    await using store = await open();
    const before = await fill(store);
    const second = { version: 2, embedder: 'e' };
    await before.apply('bot', { add: [], remove: ids.slice(0, 290) }, second);
    await before[Symbol.asyncDispose]();
    await using again = await openBackend(store);
    expect(await again.stamp('bot')).toEqual(second);
    expect((await again.passageIds('bot')).sort()).toEqual(ids.slice(290).sort());
    await again.drop('bot');
    expect(await again.stamp('bot')).toBeUndefined();
    expect(await again.passageIds('bot')).toEqual([]);
    expect(await again.stamp('other')).toEqual(first);
  });

  test('an index that was never made has no stamp', async () => {
    await using store = await open();
    await using backend = await openBackend(store);
    expect(await backend.stamp('bot')).toBeUndefined();
  });
});

describe('the index files heal', () => {
  async function fill(deps: TestKnowledge): Promise<string> {
    const files = ['Boots are warm.', 'Tents are dry.', 'Stoves are hot.'].map((text, index) => ({
      name: `${index}.txt`,
      bytes: Buffer.from(text),
    }));
    await Array.fromAsync(ingestDocuments(deps, { botId: 'bot', files }));
    return join(deps.store.dataDir, 'index', 'bot', 'index.pb');
  }

  test.each([
    ['deleted', (path: string) => rm(path)],
    ['cut short', async (path: string) => writeFile(path, (await readFile(path)).subarray(0, 400))],
    [
      'flipped',
      async (path: string) => {
        const bytes = await readFile(path);
        bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 0xff;
        await writeFile(path, bytes);
      },
    ],
    ['made by nobody', (path: string) => writeFile(path, 'not an index')],
  ])('%s: words are searched at once, the index is made again in the background', async (_, harm) => {
    await using deps = await openTestKnowledge(openTestStore);
    const path = await fill(deps);
    await harm(path);
    await using index = await openPassageIndex({ ...deps, dataDir: deps.store.dataDir });
    const healing = { ...deps, index };
    const meanwhile = await search(healing, { botId: 'bot', question: 'Are boots warm?', limit: 3 });
    expect(meanwhile.hits[0]?.text).toBe('Boots are warm.');
    expect(await index.refresh('bot')).toBe(true);
    const [vector = new Float32Array()] = await deps.embedder.embed(['Tents are dry.']);
    expect(await index.query('bot', vector, 3, meanwhile.indexVersion)).toHaveLength(3);
    expect(await readdir(join(path, '..'))).toEqual(['index.pb']);
  });

  test('an index of an older state is brought up to date, and never shows what is gone', async () => {
    await using deps = await openTestKnowledge(openTestStore);
    const path = await fill(deps);
    const older = await readFile(path);
    const [boots] = await listDocuments(deps, { botId: 'bot' });
    await deps.store.db
      .deleteFrom('documents')
      .where('id', '=', boots?.id ?? '')
      .execute();
    await deps.store.db.updateTable('index_states').set({ version: 99 }).execute();
    await writeFile(path, older);
    await using index = await openPassageIndex({ ...deps, dataDir: deps.store.dataDir });
    const { hits, indexVersion } = await search(
      { ...deps, index },
      { botId: 'bot', question: 'warm boots', limit: 5 },
    );
    expect(indexVersion).toBe(99);
    expect(hits.map((hit) => hit.text).sort()).toEqual(['Stoves are hot.', 'Tents are dry.']);
    expect(await index.refresh('bot')).toBe(true);
    const [vector = new Float32Array()] = await deps.embedder.embed(['warm boots']);
    expect(await index.query('bot', vector, 9, 99)).toHaveLength(2);
  });

  test('while it is made, questions are answered from the words', async () => {
    await using deps = await openTestKnowledge(openTestStore);
    const path = await fill(deps);
    const known = await deps.store.db
      .selectFrom('passages')
      .select(['bot_id', 'document_id', 'title_path', 'enabled', 'embedding', 'embedder'])
      .limit(1)
      .executeTakeFirstOrThrow();
    const many = Array.from({ length: 1_000 }, (_, count) => {
      return { ...known, id: `rope-${count}`, position: count + 1, text: `Rope ${count} is long.` };
    });
    await deps.store.db.insertInto('passages').values(many).execute();
    await rm(path);
    await using index = await openPassageIndex({ ...deps, dataDir: deps.store.dataDir });
    let ended = false;
    const making = index.refresh('bot').finally(() => {
      ended = true;
    });
    const answers: (string | undefined)[] = [];
    while (!ended) {
      const { hits } = await search({ ...deps, index }, { botId: 'bot', question: 'warm boots', limit: 1 });
      if (!ended) answers.push(hits[0]?.text);
      await new Promise((next) => setImmediate(next));
    }
    expect(await making).toBe(true);
    expect(answers.length).toBeGreaterThan(1);
    expect(new Set(answers)).toEqual(new Set(['Boots are warm.']));
  });

  test('vectors of another embedder are not compared', async () => {
    await using deps = await openTestKnowledge(openTestStore);
    await fill(deps);
    const embedder = {
      ...deps.embedder,
      identity: () => ({ id: 'next', sha256: '1'.repeat(64), precision: 'q8' as const }),
    };
    await using index = await openPassageIndex({ ...deps, embedder, dataDir: deps.store.dataDir });
    expect(await index.query('bot', new Float32Array(64), 3, 3)).toBeUndefined();
  });
});
