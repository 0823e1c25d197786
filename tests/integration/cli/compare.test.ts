import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../../server/config/index.ts';
import { openContext } from '../../../server/context.ts';
import type { FindVersion } from '../../../server/tuning/index.ts';
import { addTestBot } from '../../support/app.ts';
import { foyer, pretendModels } from '../../support/cli.ts';
import { fakeEmbedder, fakeGenerator } from '../../support/fake-models.ts';
import { silentLog } from '../../support/store.ts';

const TUNED = 'You can return boots unworn within 30 days.';

const findVersion: FindVersion = async ({ version }) => ({
  versionId: version === 'release' ? 'untuned' : version,
  open: async () => ({
    ...fakeGenerator(version === 'tuned' ? TUNED : 'Everything about boots is on our website.'),
    async [Symbol.asyncDispose]() {},
  }),
});
const overrides = { log: silentLog, embedder: fakeEmbedder(), generator: fakeGenerator(), findVersion };

let folder: string;
let env: Record<string, string>;
let questions: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-compare-'));
  env = { FOYER_DATA: join(folder, 'data'), FOYER_CACHE: join(folder, 'cache'), PORT: '0' };
  await pretendModels(join(folder, 'cache'));
  await using context = await openContext(loadConfig(env), overrides);
  await addTestBot(context, 'shop');
  questions = join(folder, 'questions.jsonl');
  const row = { id: 'boots', question: 'Can I return unworn boots?', reference: TUNED, answerable: true };
  await writeFile(questions, JSON.stringify(row));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => foyer(args, { env, overrides });

test('compare prints the verdict and why, and writes the report and everything else', async () => {
  const [out, json] = [join(folder, 'report.md'), join(folder, 'report.json')];
  const against = ['--against', 'untuned,extractive'];
  const args = [
    'tuned',
    '--questions',
    questions,
    ...against,
    '--forbid',
    'website',
    '--out',
    out,
    '--json',
    json,
  ];
  const { code, stdout } = await run('compare', ...args);
  expect(code).toBe(0);
  expect(stdout).toContain('tuned: not enough tests, on 1 question of a file');
  expect(stdout).toContain('Only 1 test question can be compared with the untaught model');
  expect(stdout).toContain('✓ format: 1 of 1 answers');
  expect(await readFile(out, 'utf8')).toContain('## Most improved: 1');
  const { report } = JSON.parse(await readFile(json, 'utf8'));
  expect(report.answerers.map(({ roles }: { roles: string[] }) => roles)).toEqual([
    ['candidate'],
    ['untuned'],
    ['extractive'],
  ]);
});

test('compare says what is missing: a version, tests, a known opponent', async () => {
  expect(await run('compare')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no version to compare'),
  });
  expect(await run('compare', 'tuned')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no test questions'),
  });
  expect((await run('compare', 'tuned', '--against', 'everybody')).code).toBe(2);
});

test('eval answers asks one version on the bot’s live documents', async () => {
  const out = join(folder, 'eval.json');
  const { code, stdout } = await run(
    'eval',
    'answers',
    '--bot',
    'shop',
    '--version',
    'tuned',
    '-q',
    questions,
    '-o',
    out,
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/answers: passages 2, questions 1/);
  expect(stdout).toMatch(/ROUGE-L, own words +1\.000/);
  expect(JSON.parse(await readFile(out, 'utf8')).items[0]).toMatchObject({ kind: 'model', answer: TUNED });
});
