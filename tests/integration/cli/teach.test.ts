import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { createBot } from '../../../server/bots/index.ts';
import { loadConfig } from '../../../server/config/index.ts';
import { type ContextOverrides, openContext } from '../../../server/context.ts';
import type { ModelFolder } from '../../../server/models/index.ts';
import { type CrossEncoder, getRun, listRuns } from '../../../server/tuning/index.ts';
import { foyer, pretendModels } from '../../support/cli.ts';
import { fakeEmbedder, fakeGenerator } from '../../support/fake-models.ts';
import { fakeStages, roomyMachine, type TrainingScript } from '../../support/fake-teaching.ts';
import { silentLog } from '../../support/store.ts';

let folder: string;
let env: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-teach-'));
  env = { FOYER_DATA: join(folder, 'data'), FOYER_CACHE: join(folder, 'cache'), PORT: '0' };
  await pretendModels(join(folder, 'cache'));
  await using context = await open();
  const words = { organisation: 'Shop', greeting: 'Hello', refusal: 'No', handoffMessage: 'Wait' };
  await createBot(context, { actor: 'system:test', id: 'shop', name: 'Shop', settings: words });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function overridesFor(script: TrainingScript = {}): ContextOverrides {
  const { stages } = fakeStages(script);
  const fakes = { embedder: fakeEmbedder(), generator: fakeGenerator() };
  return { log: silentLog, machine: roomyMachine, teachStages: stages, ...fakes };
}

const open = () => openContext(loadConfig(env), overridesFor());

function run(args: string[], script: TrainingScript = {}, signal?: AbortSignal) {
  return foyer(['teach', ...args], { env, overrides: overridesFor(script), ...(signal && { signal }) });
}

async function onlyRun() {
  await using context = await open();
  const [newest] = await listRuns(context);
  if (!newest) throw new Error('there should be a run');
  return getRun(context, { runId: newest.id });
}

test('start works in the foreground, says how it goes and what came of it', async () => {
  const { code, stdout, stderr } = await run(['start', '--epochs', '2', '--seed', '5'], { stepMs: 120 });
  expect(stderr).toContain('Training');
  expect(stdout).toBe('Better than the untuned model.\nversion version_1\n');
  expect(stderr).toContain('foyer publish version_1');
  expect(code).toBe(0);
  expect(await onlyRun()).toMatchObject({ state: 'done', settings: { epochs: 2, seed: 5, test: true } });
  expect((await run(['list'])).stdout).toMatch(/run_\w+ +shop +done/);
  const status = JSON.parse((await run(['status', '--json'])).stdout);
  expect(status.points).toHaveLength(6);
});

test('a run that cannot make the cross-encoder of its machine says so, and leaves a version all the same', async () => {
  const crossEncoder = {
    find: async () => undefined,
    findBiEncoder: async () => undefined,
    make: () => Promise.reject(new AppError('storage_failed', 'The disk is full.')),
    isBeingMade: async () => false,
    removeUnused: async () => undefined,
  };
  const overrides = { ...overridesFor(), crossEncoder };
  const { code, stdout } = await foyer(['teach', 'start', '--no-test'], { env, overrides });
  expect(stdout).toContain('the version is made without it. The disk is full.');
  expect(stdout).toMatch(/version version_1\n$/);
  expect(code).toBe(0);
});

test('the cross-encoder is not made by hand beside a run, and waits where another process makes it', async () => {
  await writeFile(join(folder, 'data', 'worker-present'), '1\n');
  await run(['start']);
  let isBeingMade = true;
  const made = { id: 'cross-encoder', path: '/made' } as ModelFolder;
  const crossEncoder: CrossEncoder = {
    find: async () => undefined,
    findBiEncoder: async () => undefined,
    async make(options) {
      await options?.begin?.();
      return made;
    },
    isBeingMade: async () => isBeingMade,
    removeUnused: async () => undefined,
  };
  const overrides = { ...overridesFor(), crossEncoder };
  const byHand = () => foyer(['model', 'cross-encoder'], { env, overrides });
  const waits = 'Another process of this machine makes its cross-encoder';
  const refused = await byHand();
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain(waits);
  expect(refused.stderr).toMatch(
    /Run run_\w+ of the bot "shop" is waiting; both at once take too much memory/,
  );
  await run(['cancel']);
  isBeingMade = false;
  const allowed = await byHand();
  expect(allowed).toMatchObject({ code: 0, stdout: 'cross-encoder  /made\n' });
  expect(allowed.stderr).not.toContain(waits);
});

test('an estimate says that the machine has still to make its cross-encoder, and is not given meanwhile', async () => {
  let isBeingMade = false;
  const crossEncoder: CrossEncoder = {
    find: async () => undefined,
    findBiEncoder: async () => undefined,
    make: () => Promise.reject(new Error('nobody makes it here')),
    isBeingMade: async () => isBeingMade,
    removeUnused: async () => undefined,
  };
  const overrides = { ...overridesFor(), crossEncoder };
  const estimate = () => foyer(['teach', 'estimate'], { env, overrides });
  expect((await estimate()).stdout).toContain('this machine teaches itself its cross-encoder, once');
  isBeingMade = true;
  expect(await estimate()).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('Ask for the estimate again after that'),
  });
});

test('Ctrl+C pauses with a checkpoint and says how to go on; resume does', async () => {
  const stop = new AbortController();
  const started = run(['start', '--no-test'], { stepMs: 300 }, stop.signal);
  await using context = await open();
  await expect
    .poll(async () => (await listRuns(context))[0]?.progress?.step ?? 0, { timeout: 20_000, interval: 20 })
    .toBeGreaterThan(0);
  stop.abort();
  const { code, stderr } = await started;
  expect(code).toBe(1);
  const { id, progress } = await onlyRun();
  expect(stderr).toContain(`Paused at step ${progress?.step}. Go on with: foyer teach resume ${id}`);
  const resumed = await run(['resume']);
  expect(resumed).toMatchObject({ code: 0, stdout: 'version version_1\n' });
  expect((await onlyRun()).points.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('estimate tells rows, time and memory, and what was cut', async () => {
  const { code, stdout } = await run(['estimate', '--max-minutes', '10'], { seconds: 1800 });
  expect(code).toBe(0);
  expect(stdout).toMatch(/rows +\d+ to learn from, 6 held out/);
  expect(stdout).toMatch(/memory +1\.0 GB/);
  expect(stdout).toMatch(/Cut to 1 of 2 epochs/);
});

test('cancel ends a run that waits; status, pause and resume then say why not', async () => {
  expect((await run(['status'])).stderr).toContain('There is no run yet');
  await writeFile(join(folder, 'data', 'worker-present'), '1\n');
  const queued = await run(['start']);
  expect(queued.stdout).toMatch(/^run_\w+\n$/);
  expect((await run(['cancel'])).stdout).toContain('Cancelled');
  expect(await run(['pause'])).toMatchObject({ code: 1, stderr: expect.stringContaining('was cancelled') });
  expect(await run(['resume'])).toMatchObject({ code: 1, stderr: expect.stringContaining('was cancelled') });
});

test('wrong numbers are refused: usage for what is none, a sentence for what cannot be', async () => {
  expect((await run(['start', '--epochs', 'many'])).code).toBe(2);
  expect((await run(['start', '--preset', 'brutal'])).code).toBe(2);
  expect(await run(['start', '--epochs', '0'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('epochs'),
  });
});
