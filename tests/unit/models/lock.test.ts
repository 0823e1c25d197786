import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holdLock } from '../../../server/models/folder/lock.ts';

const CHILD = join(import.meta.dirname, '../../fixtures/children/hold-lock.ts');

let folder: string;
let path: string;
let journal: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-lock-'));
  path = join(folder, 'locks', 'model.lock');
  journal = join(folder, 'journal');
  writeFileSync(journal, '');
});
afterEach(() => rmSync(folder, { recursive: true }));

function start(mode = ''): ChildProcess {
  return fork(CHILD, [path, journal, mode], { execArgv: [] });
}

function lines(): string[] {
  return readFileSync(journal, 'utf8').trim().split('\n');
}

test('of several processes one holds it at a time, and each gets its turn', async () => {
  const children = [start(), start(), start()];
  await Promise.all(children.map((child) => once(child, 'exit')));
  const entries = lines();
  expect(entries).toHaveLength(30);
  for (let at = 0; at < entries.length; at += 2) {
    expect(entries[at + 1]).toBe(entries[at]?.replace('in', 'out'));
  }
  expect(existsSync(path)).toBe(false);
});

test('a holder that was killed is succeeded', async () => {
  const holder = start('forever');
  await vi.waitFor(() => expect(lines()[0]).toMatch(/^in/), { timeout: 10_000 });
  const waiter = start();
  holder.kill('SIGKILL');
  await once(waiter, 'exit');
  expect(lines().filter((line) => line === `out ${waiter.pid}`)).toHaveLength(5);
});

test('a holder that was killed before this process got its id is succeeded', async () => {
  await (await holdLock(path))[Symbol.asyncDispose]();
  writeFileSync(path, JSON.stringify({ token: 'lock_x', pid: process.pid, host: hostname() }));
  await (await holdLock(path, AbortSignal.timeout(5_000)))[Symbol.asyncDispose]();
  expect(existsSync(path)).toBe(false);
});

test('whoever holds it in this process keeps it', async () => {
  await using _lock = await holdLock(path);
  await expect(holdLock(path, AbortSignal.timeout(500))).rejects.toMatchObject({ code: 'cancelled' });
});

test('a killed holder whose id another process has is succeeded once it was long silent', async () => {
  await (await holdLock(path))[Symbol.asyncDispose]();
  writeFileSync(path, JSON.stringify({ token: 'lock_x', pid: process.ppid, host: hostname() }));
  await expect(holdLock(path, AbortSignal.timeout(100))).rejects.toMatchObject({ code: 'cancelled' });
  const longAgo = new Date(Date.now() - 600_000);
  utimesSync(path, longAgo, longAgo);
  await (await holdLock(path, AbortSignal.timeout(5_000)))[Symbol.asyncDispose]();
  expect(existsSync(path)).toBe(false);
});

test('a holder elsewhere counts as gone when it has long been silent, and not before', async () => {
  await (await holdLock(path))[Symbol.asyncDispose]();
  writeFileSync(path, JSON.stringify({ token: 'lock_x', pid: process.pid, host: 'another machine' }));
  await expect(holdLock(path, AbortSignal.timeout(100))).rejects.toMatchObject({ code: 'cancelled' });
  const longAgo = new Date(Date.now() - 600_000);
  utimesSync(path, longAgo, longAgo);
  await (await holdLock(path))[Symbol.asyncDispose]();
  expect(existsSync(path)).toBe(false);
});
