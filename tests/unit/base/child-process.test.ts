import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import {
  type ChildOptions,
  createLog,
  type SupervisedChild,
  superviseChild,
} from '../../../server/base/index.ts';
import type { TroubleCalls } from '../../fixtures/children/trouble.ts';

function startChild(options: Partial<ChildOptions> = {}): {
  child: SupervisedChild<TroubleCalls>;
  lines: string[];
} {
  const lines: string[] = [];
  const child = superviseChild<TroubleCalls>({
    entry: new URL('../../fixtures/children/trouble.ts', import.meta.url),
    name: 'trouble maker',
    log: createLog({ level: 'debug', write: (line) => lines.push(line) }),
    maxMemoryBytes: 512 * 2 ** 20,
    restartBackoff: { firstMs: 10, maxMs: 100 },
    ...options,
  });
  onTestFinished(() => child[Symbol.asyncDispose]());
  return { child, lines };
}

test('a call takes and gives structured data, and tells events in order', async () => {
  const { child } = startChild();
  const input = { vectors: [new Float32Array([1, 2])], at: new Date(0), none: undefined };
  expect(await child.call('echo', input)).toEqual(input);
  const events: number[] = [];
  expect(await child.call('count', 4, { onEvent: (event) => events.push(event) })).toBe(4);
  expect(events).toEqual([0, 1, 2, 3]);
});

test('what was flushed has left, though the child never yields again', async () => {
  const { child } = startChild();
  const bytes = 32 * 2 ** 20;
  const event = Promise.withResolvers<Uint8Array>();
  const ended = child.call('handOver', bytes, { onEvent: event.resolve }).catch((thrown: unknown) => thrown);
  expect((await event.promise).length).toBe(bytes);
  process.kill(child.pid() ?? 0, 'SIGKILL');
  expect(await ended).toMatchObject({ code: 'model_crashed' });
});

test('a crash fails the calls under way with its reason, and the next call works', async () => {
  const { child, lines } = startChild();
  const waiting = child.call('wait', null);
  const crashing = child.call('crash', null);
  await expect(crashing).rejects.toMatchObject({ code: 'model_crashed' });
  await expect(waiting).rejects.toMatchObject({ code: 'model_crashed' });
  expect(await child.call('echo', 'again')).toBe('again');
  expect(lines.join('\n')).toContain('last words');
});

test('kill -9 while a call runs is a crash like another, with the code that was chosen', async () => {
  const { child } = startChild({ crashCode: 'unreadable_document' });
  await child.ready();
  const waiting = child.call('wait', null);
  await child.call('echo', 'the wait has begun');
  process.kill(child.pid() ?? 0, 'SIGKILL');
  await expect(waiting).rejects.toMatchObject({ code: 'unreadable_document' });
  expect(await child.call('echo', 1)).toBe(1);
});

test('a call past its time limit is a hang: the child is killed and started again', async () => {
  const { child } = startChild();
  await child.ready();
  const before = child.pid();
  await expect(child.call('spin', null, { timeoutMs: 100 })).rejects.toMatchObject({ code: 'timeout' });
  expect(await child.call('echo', 1)).toBe(1);
  expect(child.pid()).not.toBe(before);
});

test('a child over its memory cap is killed, and says so', async () => {
  const { child } = startChild({ maxMemoryBytes: 300 * 2 ** 20 });
  await expect(child.call('fill', null)).rejects.toThrow(/over its limit of 314572800/);
  expect(await child.call('echo', 1)).toBe(1);
});

test('a cancelled call ends as cancelled and leaves the child alone', async () => {
  const { child } = startChild();
  const controller = new AbortController();
  const waiting = child.call('wait', null, { signal: controller.signal });
  await child.call('echo', 1);
  const before = child.pid();
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  await child.call('echo', 1);
  expect(child.pid()).toBe(before);
});

test('a call that does not heed its cancellation costs the child its life', async () => {
  const { child } = startChild({ cancelTimeoutMs: 50 });
  const controller = new AbortController();
  await child.ready();
  const spinning = child.call('spin', null, { signal: controller.signal });
  controller.abort();
  await expect(spinning).rejects.toMatchObject({ code: 'cancelled' });
  expect(await child.call('echo', 1)).toBe(1);
});

test('a bug in the child reaches the caller as internal and the log with its stack', async () => {
  const { child, lines } = startChild();
  await expect(child.call('fail', null)).rejects.toMatchObject({ code: 'internal' });
  expect(lines.join('\n')).toContain('a bug in the child');
});

test('a result over the output cap is refused', async () => {
  const { child } = startChild({ maxOutputBytes: 1_000 });
  await expect(child.call('large', 501)).rejects.toMatchObject({ code: 'too_large' });
  expect(await child.call('large', 500)).toHaveLength(500);
});

test('a child that cannot start is unavailable, for every call, without a wait', async () => {
  const { child } = startChild({
    setup: { broken: true },
    restartBackoff: { firstMs: 60_000, maxMs: 60_000 },
  });
  await expect(child.ready()).rejects.toMatchObject({ code: 'model_unavailable' });
  await expect(child.call('echo', 1)).rejects.toMatchObject({ code: 'model_unavailable' });
});

test('closing lets running calls finish, refuses new ones and ends the process', async () => {
  const { child } = startChild();
  await child.ready();
  const pid = child.pid() ?? 0;
  const counting = child.call('count', 20);
  const closing = child[Symbol.asyncDispose]();
  await expect(child.call('echo', 1)).rejects.toMatchObject({ code: 'shutting_down' });
  expect(await counting).toBe(20);
  await closing;
  expect(isAlive(pid)).toBe(false);
});

test('closing ends a call that will not finish, once the limit is over', async () => {
  const { child } = startChild({ drainTimeoutMs: 50 });
  await child.ready();
  const spinning = child.call('spin', null);
  const failed = expect(spinning).rejects.toMatchObject({ code: 'model_crashed' });
  await child[Symbol.asyncDispose]();
  await failed;
});

test('a child does not outlive its parent, not even from an endless loop', async () => {
  const entry = new URL('../../fixtures/children/parent-of-trouble.ts', import.meta.url).pathname;
  const parent = spawn(process.execPath, [entry], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = await once(parent.stdout, 'data');
  const pid = Number(String(printed));
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  while (isAlive(pid)) await sleep(50);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
