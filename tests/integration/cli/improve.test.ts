import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmbedder, openGenerator } from '../../../server/models/index.ts';
import type { CliOptions } from '../../support/cli.ts';
import { type CliRun, foyer } from '../../support/cli.ts';
import { testCacheDir, testModels } from '../../support/models.ts';
import { silentLog as log } from '../../support/store.ts';

/** The real default models: that a replay gives the same text is about them. */
let folder: string;
let env: Record<string, string>;
let overrides: NonNullable<CliOptions['overrides']>;
const opened = new AsyncDisposableStack();
const SLOW = 600_000;

beforeAll(async () => {
  const models = await testModels();
  overrides = {
    embedder: opened.use(await openEmbedder({ log, model: models.embedder, threads: 2 })),
    generator: opened.use(await openGenerator({ log, model: models.generator, threads: 2 })),
  };
  folder = await mkdtemp(join(tmpdir(), 'foyer-improve-'));
  env = { FOYER_DATA: join(folder, 'data'), FOYER_CACHE: testCacheDir() };
  const page =
    '# Delivery\n\n## Standard delivery\n\nStandard delivery takes three working days and costs 4 euros.\n\n## Returns\n\nUnworn boots can be returned within 30 days.\n';
  await writeFile(join(folder, 'delivery.md'), page);
  expect(await run('ingest', join(folder, 'delivery.md'))).toMatchObject({ code: 0 });
}, SLOW);
afterAll(async () => {
  await opened.disposeAsync();
  await rm(folder, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<CliRun> => foyer(args, { env, overrides });
const QUESTION = 'How much does standard delivery cost?';

async function ask(): Promise<{ turnId: string; text: string }> {
  return JSON.parse((await run('ask', QUESTION, '--json')).stdout);
}

test(
  'an answer is given again word for word; after a correction the replay says what is not as it was',
  async () => {
    const { turnId, text } = await ask();
    expect(text).toContain('4 euros');
    const replay = await run('replay', turnId);
    expect(replay).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('The same text, word for word.'),
    });
    expect(replay.stdout).toContain(text);

    const answer = 'Standard delivery costs 7 euros.';
    const advice = await run('correct', turnId, '--answer', answer, '--advise');
    expect(advice.stdout).toMatch(/^fact: No page found for this says so: 7 eur/);
    const corrected = await run('correct', turnId, '--answer', answer);
    expect(corrected).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('7 euros') });
    const [correctionId = ''] = corrected.stdout.match(/^corr_\w+/) ?? [];
    const right = await ask();
    expect(right.text).toContain('7 euros');
    expect(right.text).not.toContain('4 euros');

    const changed = await run('replay', turnId);
    expect(changed.code).toBe(1);
    expect(changed.stderr).toMatch(
      /^Another text\. Other documents: version \d+ then, \d+ now; \d of the \d passages/,
    );
    expect((await run('corrections', 'list')).stdout).toMatch(/fact +applied/);
    expect(await run('corrections', 'undo', correctionId)).toMatchObject({ code: 0 });
    expect((await ask()).text).toContain('4 euros');
  },
  SLOW,
);

test(
  'what cannot be replayed or corrected is told in a sentence',
  async () => {
    const gone = await run('replay', 'turn_none');
    expect(gone).toMatchObject({ code: 1, stderr: 'This bot has no answer with the id "turn_none".\n' });
    expect((await run('correct', 'turn_none', '--answer', 'x')).code).toBe(1);
    expect((await run('topics')).stdout).toMatch(/^unanswered +asked/);
  },
  SLOW,
);
