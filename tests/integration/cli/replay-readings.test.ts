import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Embedder } from '../../../server/models/index.ts';
import { foyer, pretendModels } from '../../support/cli.ts';
import { fakeEmbedder, fakeGenerator, fakeReader } from '../../support/fake-models.ts';

const QUESTION = 'What does the annual membership cost?';
const HASHES = { one: '1'.repeat(64), other: '2'.repeat(64) };

let folder: string;
let data = 'data';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-replay-'));
  await pretendModels(join(folder, 'cache'));
  const page = join(folder, 'prices.md');
  await writeFile(page, '# Prices\n\nThe annual membership costs 240 pounds a year.\n');
  await run(fakeEmbedder(), 'ingest', page, '--bot', 'pool');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(embedder: Embedder, ...args: string[]): Promise<string> {
  const env = {
    FOYER_DATA: join(folder, data),
    FOYER_CACHE: join(folder, 'cache'),
    FOYER_HUB: 'http://127.0.0.1:9',
  };
  const overrides = { embedder, generator: fakeGenerator('It costs 240 pounds a year.') };
  return (await foyer(args, { env, overrides })).stdout;
}

async function differences(asked: Embedder, replayed: Embedder): Promise<string[]> {
  const { turnId } = JSON.parse(await run(asked, 'ask', QUESTION, '--json')) as { turnId: string };
  const replay = JSON.parse(await run(replayed, 'replay', turnId, '--json')) as { differences: string[] };
  return replay.differences.filter((line) => line.includes('closest'));
}

test('a replay says when another model, or none, reads the closest lines than read them then', async () => {
  const one = () => fakeReader(2, HASHES.one);
  const names = { one: 'fake-cross-encoder (111111111111)', other: 'fake-cross-encoder (222222222222)' };
  expect(await differences(one(), one())).toEqual([]);
  expect(await differences(fakeEmbedder(), fakeEmbedder())).toEqual([]);
  expect(await differences(one(), fakeReader(2, HASHES.other))).toEqual([
    `Another model reads the closest lines: ${names.one} then, ${names.other} now.`,
  ]);
  expect(await differences(one(), fakeEmbedder())).toEqual([
    `The closest lines were read once more then, by ${names.one}; now they are not.`,
  ]);
  expect(await differences(fakeEmbedder(), one())).toEqual([
    `The closest lines are read once more now, by ${names.one}.`,
  ]);
});

test('and when another model, or none, tells which lines are the closest', async () => {
  const ranking = (sha256: string): Embedder => ({
    ...fakeEmbedder(),
    embedToRank: async (texts) => ({
      vectors: await fakeEmbedder().embed(texts),
      model: { id: 'fake-bi-encoder', sha256, precision: 'q8' },
    }),
  });
  const names = { one: 'fake-bi-encoder (111111111111)', other: 'fake-bi-encoder (222222222222)' };
  const one = () => ranking(HASHES.one);
  expect(await differences(one(), one())).toEqual([]);
  expect(await differences(one(), ranking(HASHES.other))).toEqual([
    `Another model tells which lines are the closest: ${names.one} then, ${names.other} now.`,
  ]);
  expect(await differences(one(), fakeEmbedder())).toEqual([
    `Which lines are the closest was told by ${names.one} then; now it is not.`,
  ]);
  expect(await differences(fakeEmbedder(), one())).toEqual([
    `Which lines are the closest is told by ${names.one} now.`,
  ]);
});

test('nor of what was declined then without reading anything', async () => {
  data = 'kettles';
  const reader = fakeReader(2, HASHES.one);
  const add = async (name: string, text: string) => {
    const page = join(folder, name);
    await writeFile(page, text);
    await run(reader, 'ingest', page, '--bot', 'pool');
  };
  await add('two.md', '# Heron 2 kettle\n\nThe Heron 2 holds two litres of water.\n');
  const asked = await run(reader, 'ask', 'How much does the Heron 7 hold?', '--json');
  const { turnId } = JSON.parse(asked) as { turnId: string };
  expect(reader.asked).toEqual([]);
  await add('seven.md', '# Heron 7 kettle\n\nThe Heron 7 holds seven litres of water.\n');
  const replay = JSON.parse(await run(reader, 'replay', turnId, '--json')) as { differences: string[] };
  expect(reader.asked).toHaveLength(1);
  expect(replay.differences.join(' ')).not.toContain('closest lines');
});
