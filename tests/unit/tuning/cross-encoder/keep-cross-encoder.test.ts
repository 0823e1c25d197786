import { expect, test, vi } from 'vitest';
import { createLog } from '../../../../server/base/index.ts';
import type { ModelFolder } from '../../../../server/models/index.ts';
import { type CrossEncoder, keepCrossEncoder } from '../../../../server/tuning/index.ts';

const ENOUGH = 8e9;
const OFTEN_MS = 20;

type Fake = Pick<CrossEncoder, 'find' | 'make'> & Partial<CrossEncoder>;
type Around = { availableMemory?: number; findActiveRun?: () => Promise<{ id: string } | undefined> };

function keep(fake: Fake, { availableMemory = ENOUGH, findActiveRun = async () => undefined }: Around = {}) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', write: (line) => lines.push(line) });
  const events = () => lines.map((line): string => JSON.parse(line).event);
  const nothing = async () => undefined;
  const crossEncoder = {
    findBiEncoder: fake.find,
    isBeingMade: async () => false,
    removeUnused: nothing,
    ...fake,
  };
  const machine = { availableMemory: () => availableMemory, findActiveRun, everyMs: OFTEN_MS };
  return { events, keeping: keepCrossEncoder({ crossEncoder, log, ...machine }) };
}

/** One that is made as soon as it may begin. */
function makeable() {
  let made: ModelFolder | undefined;
  const learn = vi.fn();
  const make: CrossEncoder['make'] = async ({ begin } = {}) => {
    await begin?.();
    learn();
    made = {} as ModelFolder;
    return made;
  };
  return { find: async () => made, make, learn };
}

test('a server makes the one that its machine lacks, once', async () => {
  const fake = makeable();
  const { events, keeping } = keep(fake);
  await expect.poll(events).toEqual(['cross-encoder-begun', 'cross-encoder-made']);
  await keeping[Symbol.asyncDispose]();

  const removeUnused = vi.fn();
  const again = keep({ ...fake, removeUnused });
  await expect.poll(() => removeUnused.mock.calls.length).toBeGreaterThan(0);
  await again.keeping[Symbol.asyncDispose]();
  expect(fake.learn).toHaveBeenCalledOnce();
});

test('where memory is short it waits', async () => {
  const fake = makeable();
  const { events, keeping } = keep(fake, { availableMemory: 1e9 });
  await expect.poll(events).toContain('cross-encoder-postponed');
  await keeping[Symbol.asyncDispose]();
  expect(fake.learn).not.toHaveBeenCalled();
});

test('it waits for a run of teaching, and is made after it', async () => {
  const fake = makeable();
  let run: { id: string } | undefined = { id: 'run_1' };
  const { events, keeping } = keep(fake, { findActiveRun: async () => run });
  await expect.poll(events).toContain('cross-encoder-postponed');
  expect(fake.learn).not.toHaveBeenCalled();
  run = undefined;
  await expect.poll(events).toContain('cross-encoder-made');
  await keeping[Symbol.asyncDispose]();
});

test('a server that stops while it is made tells of no failure; one that cannot make it does, and goes on', async () => {
  const stopped = keep({
    find: async () => undefined,
    make: async ({ begin } = {}, signal) => {
      await begin?.();
      return await new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('stopped')));
      });
    },
  });
  await expect.poll(stopped.events).toEqual(['cross-encoder-begun']);
  await stopped.keeping[Symbol.asyncDispose]();
  expect(stopped.events()).toEqual(['cross-encoder-begun']);

  const failing = keep({ find: async () => undefined, make: () => Promise.reject(new Error('no disk')) });
  await expect.poll(failing.events).toContain('cross-encoder-not-made');
  await failing.keeping[Symbol.asyncDispose]();
});
