import { describe, expect, test } from 'vitest';
import { GeneratorPool, type RunningGenerator } from '../../../server/models/index.ts';
import { fakeGenerator } from '../../support/fake-models.ts';

/** Processes that only note when they start and end. */
function openPool({ maxOpen = 2, freeBytes = 1000 } = {}) {
  const log: string[] = [];
  const memory = { freeBytes };
  const pool = new GeneratorPool({ maxOpen, bytesEach: 300, availableMemoryBytes: () => memory.freeBytes });
  const open = (key: string) => async (): Promise<RunningGenerator> => {
    log.push(`open ${key}`);
    return {
      ...fakeGenerator(),
      pid: () => 1,
      async [Symbol.asyncDispose]() {
        await Promise.resolve();
        log.push(`close ${key}`);
      },
    };
  };
  return { pool, log, memory, lease: (key: string) => pool.lease(key, open(key)) };
}

describe('the pool of model processes', () => {
  test('one process serves everybody who uses the same model', async () => {
    const { pool, log, lease } = openPool();
    const [one, two] = await Promise.all([lease('base'), lease('base')]);
    expect(one.generator).toBe(two.generator);
    one[Symbol.dispose]();
    two[Symbol.dispose]();
    (await lease('base'))[Symbol.dispose]();
    expect(log).toEqual(['open base']);
    await pool[Symbol.asyncDispose]();
    expect(log).toEqual(['open base', 'close base']);
  });

  test('beyond its size the one that was idle longest is closed before the next opens', async () => {
    const { log, lease } = openPool();
    for (const key of ['a', 'b', 'a', 'c']) (await lease(key))[Symbol.dispose]();
    expect(log).toEqual(['open a', 'open b', 'close b', 'open c']);
  });

  test('nothing in use is closed: the newcomer waits', async () => {
    const { log, lease } = openPool();
    const a = await lease('a');
    const b = await lease('b');
    const c = lease('c');
    await new Promise(setImmediate);
    expect(log).toEqual(['open a', 'open b']);
    b[Symbol.dispose]();
    await c;
    expect(log).toEqual(['open a', 'open b', 'close b', 'open c']);
    a[Symbol.dispose]();
  });

  test('of two that come in the same moment, one has the room and the other waits', async () => {
    const { log, lease } = openPool({ maxOpen: 1 });
    const first = lease('a');
    const second = lease('b');
    const a = await first;
    await new Promise(setImmediate);
    expect(log).toEqual(['open a']);
    a[Symbol.dispose]();
    (await second)[Symbol.dispose]();
    expect(log).toEqual(['open a', 'close a', 'open b']);
  });

  test('with too little memory for a second one, one takes the place of the other', async () => {
    const { log, lease } = openPool({ freeBytes: 299 });
    (await lease('a'))[Symbol.dispose]();
    (await lease('b'))[Symbol.dispose]();
    expect(log).toEqual(['open a', 'close a', 'open b']);
  });

  test('a released process ends with its last user, and not before', async () => {
    const { pool, log, lease } = openPool();
    const first = await lease('old');
    const second = await lease('old');
    pool.release('old');
    first[Symbol.dispose]();
    expect(pool.isOpen('old')).toBe(true);
    second[Symbol.dispose]();
    expect(pool.isOpen('old')).toBe(false);
    await pool[Symbol.asyncDispose]();
    expect(log).toEqual(['open old', 'close old']);
  });

  test('a failed start fails those who waited for it, and is tried anew by the next', async () => {
    const { pool, lease } = openPool({ maxOpen: 1 });
    const broken = () => Promise.reject(new Error('no such file'));
    const both = await Promise.allSettled([pool.lease('a', broken), pool.lease('a', broken)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await lease('a')).generator).toBeDefined();
    expect(pool.size).toBe(1);
  });
});
