import { expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { RunningTurns } from '../../../server/chat/index.ts';
import type { StreamPart } from '../../../server/contract/index.ts';

const part = (delta: string): StreamPart => ({ type: 'text-delta', id: 'm', delta, text: delta });
const never = new AbortController().signal;

async function read(parts: AsyncIterable<StreamPart>): Promise<string> {
  let text = '';
  for await (const each of parts) if (each.type === 'text-delta') text += each.delta;
  return text;
}

test('every reader gets every part, whenever it came', async () => {
  const turns = new RunningTurns({ maxTurns: 1 });
  const turn = turns.reserve('a');
  const early = read(turn.follow(never));
  let middle: Promise<string> | undefined;
  const run = turn.run(async (emit) => {
    emit(part('one '));
    await Promise.resolve();
    middle = read(turn.follow(never));
    emit(part('two'));
  });
  await run;
  const late = read(turn.follow(never));
  expect(await Promise.all([early, middle, late])).toEqual(['one two', 'one two', 'one two']);
  expect(turns.find('a')).toBeUndefined();
});

test('a reader who leaves ends at once, even while nothing is said', async () => {
  const turns = new RunningTurns({ maxTurns: 1, graceMs: 0 });
  const turn = turns.reserve('a');
  const leaving = new AbortController();
  const reading = read(turn.follow(leaving.signal));
  const run = turn.run(async (_emit, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    expect(signal.reason).toMatchObject({ code: 'cancelled' });
  });
  leaving.abort();
  expect(await reading).toBe('');
  await run;
});

test('a place that was not used is given back', () => {
  const turns = new RunningTurns({ maxTurns: 1 });
  turns.reserve('a').cancel();
  expect(() => turns.reserve('b')).not.toThrow();
  expect(() => turns.reserve('c')).toThrow(expect.objectContaining({ code: 'queue_full' }));
});

test('draining waits for questions without a conversation, then ends them too', async () => {
  const turns = new RunningTurns({ maxTurns: 1 });
  const quick = turns.track();
  const drained = turns.drain(60_000);
  expect(() => turns.track()).toThrow(AppError);
  quick[Symbol.dispose]();
  await drained;

  const others = new RunningTurns({ maxTurns: 1 });
  const slow = others.track();
  slow.signal.addEventListener('abort', () => slow[Symbol.dispose]());
  await others.drain(0);
  expect(slow.signal.reason).toMatchObject({ code: 'shutting_down' });
});
