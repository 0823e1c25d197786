import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { createLog } from '../../../server/base/index.ts';
import {
  fetchModelOrigin,
  findTaughtEncoder,
  identityOf,
  loadReadingTokenizer,
  type ModelFolder,
  type ModelsDeps,
  openEmbedder,
  openTrainingSession,
  type RunningEmbedder,
  writeTaughtEncoder,
} from '../../../server/models/index.ts';
import { noisyMatrices, taughtFile } from '../../support/cross-encoder.ts';
import { testCacheDir, testEmbedder, testModelsDeps } from '../../support/models.ts';

const QUESTION = 'How long may I keep boots before I send them back?';
const TEXTS = [
  'Returns: Boots may be sent back within thirty days when they have not been worn outside.',
  'Opening hours: The shop is open from nine to five, and on Saturdays until noon.',
  'Returns: a parcel is paid for by us. '.repeat(120),
  '',
];
const KIND = 'cross-encoder' as const;
const DIGEST = 'c0ffee'.repeat(10);

let base: ModelFolder;
let deps: ModelsDeps;
let taught: Uint8Array;
/** What the graph that the cross-encoder is judged by in training makes of the texts. */
let expected: number[];

beforeAll(async () => {
  base = await testEmbedder();
  const cacheDir = await mkdtemp(join(tmpdir(), 'foyer-cross-encoder-'));
  await symlink(join(testCacheDir(), 'downloads'), join(cacheDir, 'downloads'));
  deps = testModelsDeps(cacheDir);
  await using training = await openTrainingSession({
    base,
    origin: await fetchModelOrigin(deps, base),
    cacheDir,
    lora: { rank: 1, alpha: 1, modules: [] },
    threads: 2,
  });
  const matrices = noisyMatrices(training.pretrained ?? new Float32Array());
  taught = taughtFile(training.tensors, matrices);
  const tokenizer = await loadReadingTokenizer(base);
  const loss = async (text: string, answer: 'yes' | 'no') => {
    const row = tokenizer.encode([
      { role: 'system', content: text },
      { role: 'user', content: QUESTION },
      { role: 'assistant', content: answer },
    ]);
    return (await training.judge([row], matrices))[0] ?? Number.NaN;
  };
  expected = [];
  for (const text of TEXTS) expected.push((await loss(text, 'no')) - (await loss(text, 'yes')));
}, 600_000);

afterAll(async () => {
  if (deps) await rm(deps.cacheDir, { recursive: true, force: true });
});

async function written(
  precision: ModelFolder['precision'],
  name: string,
): Promise<{ made: ModelFolder; find: () => Promise<ModelFolder | undefined> }> {
  const input = { kind: KIND, base, digest: `${name}${DIGEST}`, precision };
  const made = await writeTaughtEncoder(deps, { ...input, taught });
  return { made, find: () => findTaughtEncoder(deps, input) };
}

async function open(
  crossEncoder: () => Promise<ModelFolder | undefined>,
  logged: string[] = [],
): Promise<RunningEmbedder> {
  const log = createLog({ level: 'error', write: (line) => logged.push(line) });
  const embedder = await openEmbedder({ log, model: base, threads: 2, crossEncoder });
  onTestFinished(() => embedder[Symbol.asyncDispose]());
  return embedder;
}

test('at float32 a text is read as in training', async () => {
  const { made, find } = await written('fp32', 'a');
  const reading = await (await open(find)).read?.(QUESTION, TEXTS);
  expect(reading?.model).toEqual(identityOf(made));
  for (const [at, logOdds] of expected.entries()) {
    expect(Math.abs((reading?.logOdds[at] ?? Number.NaN) - logOdds), TEXTS[at]).toBeLessThan(1e-3);
  }
});

test('at 8 bits nearly so, and the same whatever is read or embedded beside it', async () => {
  const { find } = await written('q8', 'b');
  const embedder = await open(find);
  const spread = Math.max(...expected) - Math.min(...expected);
  expect(spread).toBeGreaterThan(0.5);
  const [together] = await Promise.all([embedder.read?.(QUESTION, TEXTS), embedder.embed(TEXTS)]);
  for (const [at, logOdds] of expected.entries()) {
    expect(Math.abs((together?.logOdds[at] ?? Number.NaN) - logOdds), TEXTS[at]).toBeLessThan(0.15 * spread);
    const alone = await embedder.read?.(QUESTION, [TEXTS[at] ?? '']);
    expect(alone?.logOdds).toEqual([together?.logOdds[at]]);
  }
});

test('the same matrices make the same bytes, and a file cut short is to be made again', async () => {
  const { made, find } = await written('q8', 'c');
  expect(await find()).toEqual(made);
  await truncate(join(made.path, made.manifest.graph), 100);
  expect(await find()).toBeUndefined();
  await writeFile(join(made.path, 'foyer.json'), '{}');
  expect(await find()).toBeUndefined();
  const again = await written('q8', 'c');
  expect(again.made.manifest).toEqual(made.manifest);
  expect(await find()).toEqual(made);
});

test('where there is none nothing is read, and from the moment on that there is one, it reads', async () => {
  expect(await (await openEmbedderWithout()).read?.(QUESTION, TEXTS)).toBeUndefined();
  let here: ModelFolder | undefined;
  const embedder = await open(async () => here);
  expect(await embedder.read?.(QUESTION, TEXTS)).toBeUndefined();
  here = (await written('q8', 'd')).made;
  await vi.waitFor(async () => expect((await embedder.read?.(QUESTION, TEXTS))?.logOdds).toHaveLength(4), {
    timeout: 20_000,
    interval: 500,
  });
});

test('one that was changed on disk is told to the log, and answers go on without it', async () => {
  const { made, find } = await written('q8', 'e');
  const vocabulary = made.manifest.files.find(({ path }) => path === 'tokenizer.json');
  await writeFile(join(made.path, 'tokenizer.json'), Buffer.alloc(vocabulary?.bytes ?? 0, ' '));
  const logged: string[] = [];
  const embedder = await open(find, logged);
  expect(await embedder.read?.(QUESTION, TEXTS)).toBeUndefined();
  expect(await embedder.read?.(QUESTION, TEXTS)).toBeUndefined();
  expect(await embedder.embed([QUESTION])).toHaveLength(1);
  expect(logged.filter((line) => line.includes('tokenizer.json is changed'))).toHaveLength(1);
});

test('one that cannot be opened is told to the log, and answers go on without it', async () => {
  const { made } = await written('q8', 'f');
  const graphless = { ...made, manifest: { ...made.manifest, graph: 'onnx/other.onnx' } };
  const logged: string[] = [];
  const embedder = await open(async () => graphless, logged);
  expect(await embedder.read?.(QUESTION, TEXTS)).toBeUndefined();
  expect(logged.some((line) => line.includes('cross-encoder-failed'))).toBe(true);
  expect(await embedder.embed([QUESTION])).toHaveLength(1);
});

test('a question is read before the bulk that came earlier, and a reading can be cancelled', async () => {
  const embedder = await open((await written('q8', 'g')).find);
  await embedder.read?.(QUESTION, TEXTS);
  const finished: string[] = [];
  const bulk = embedder.embed(new Array(60).fill(TEXTS[0]?.repeat(8))).then(() => finished.push('bulk'));
  const reading = embedder.read?.(QUESTION, TEXTS).then(() => finished.push('reading'));
  await Promise.all([bulk, reading]);
  expect(finished).toEqual(['reading', 'bulk']);
  const controller = new AbortController();
  const cancelled = embedder.read?.(QUESTION, new Array(200).fill(TEXTS[2]), controller.signal);
  controller.abort();
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  expect((await embedder.read?.(QUESTION, TEXTS))?.logOdds).toHaveLength(4);
});

test('matrices that are not those of the model are refused, and leave what was there', async () => {
  const { find } = await written('q8', 'h');
  const input = { kind: KIND, base, digest: `h${DIGEST}`, precision: 'q8' as const };
  const other = taughtFile([{ name: 'classifier.weight', shape: [2, 8] }], new Float32Array(16));
  await expect(writeTaughtEncoder(deps, { ...input, taught: other })).rejects.toMatchObject({
    code: 'model_file_invalid',
  });
  const strange = {
    ...base,
    manifest: { ...base.manifest, source: { ...base.manifest.source, sha256: '0' } },
  };
  await expect(writeTaughtEncoder(deps, { ...input, base: strange, taught })).rejects.toThrow(
    /are not those/,
  );
  expect(await find()).toBeDefined();
});

async function openEmbedderWithout(): Promise<RunningEmbedder> {
  const log = createLog({ level: 'error', write: () => undefined });
  const embedder = await openEmbedder({ log, model: base, threads: 2 });
  onTestFinished(() => embedder[Symbol.asyncDispose]());
  return embedder;
}
