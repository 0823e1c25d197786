import { expect, test, vi } from 'vitest';
import { createLog } from '../../../../server/base/index.ts';
import type { ModelFolder } from '../../../../server/models/index.ts';
import { type CrossEncoder, keepCrossEncoder } from '../../../../server/tuning/index.ts';

const ENOUGH = 8e9;

function keep(crossEncoder: CrossEncoder, availableMemory = ENOUGH) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', write: (line) => lines.push(line) });
  const events = () => lines.map((line): string => JSON.parse(line).event);
  return { events, keeping: keepCrossEncoder({ crossEncoder, log, availableMemory: () => availableMemory }) };
}

test('a server makes the one that its machine lacks, once', async () => {
  let made: ModelFolder | undefined;
  const make = vi.fn(async () => {
    made = {} as ModelFolder;
    return made;
  });
  const { events, keeping } = keep({ find: async () => made, make });
  await expect.poll(events).toContain('cross-encoder-made');
  await keeping[Symbol.asyncDispose]();

  const again = keep({ find: async () => made, make });
  await again.keeping[Symbol.asyncDispose]();
  expect(make).toHaveBeenCalledOnce();
});

test('where memory is short it waits', async () => {
  const make = vi.fn();
  const { events, keeping } = keep({ find: async () => undefined, make }, 1e9);
  await expect.poll(events).toEqual(['cross-encoder-postponed']);
  await keeping[Symbol.asyncDispose]();
  expect(make).not.toHaveBeenCalled();
});

test('a server that stops while it is made tells of no failure; one that cannot make it does, and goes on', async () => {
  const stopped = keep({
    find: async () => undefined,
    make: (_options, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('stopped')));
      }),
  });
  await expect.poll(stopped.events).toEqual(['cross-encoder-begun']);
  await stopped.keeping[Symbol.asyncDispose]();
  expect(stopped.events()).toEqual(['cross-encoder-begun']);

  const failing = keep({ find: async () => undefined, make: () => Promise.reject(new Error('no disk')) });
  await expect.poll(failing.events).toContain('cross-encoder-not-made');
  await failing.keeping[Symbol.asyncDispose]();
});
