import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../../server/contract/index.ts';
import { detached } from '../../../server/http/detached.ts';
import { STATUS } from '../../../server/http/errors.ts';
import { sseResponse } from '../../../server/http/sse.ts';
import { readEvents } from '../../support/read-stream.ts';

async function* numbers(count: number, onNext: (value: number) => void = () => {}) {
  for (let value = 1; value <= count; value += 1) {
    onNext(value);
    yield { value };
  }
}

describe('server-sent events', () => {
  test('a value cannot forge a second event', async () => {
    async function* events() {
      yield { text: 'a\n\ndata: {"type":"finish"}\n\n' };
    }
    const { events: read } = await readEvents(sseResponse(events(), { leave: new AbortController() }));
    expect(read).toEqual([{ text: 'a\n\ndata: {"type":"finish"}\n\n' }]);
  });

  test('nothing is made that a slow reader has not asked for', async () => {
    let made = 0;
    const events = numbers(1_000, (value) => {
      made = value;
    });
    const reader = sseResponse(events, { leave: new AbortController() }).body?.getReader();
    await reader?.read();
    await reader?.read();
    expect(made).toBeLessThan(6);
    await reader?.cancel();
  });

  test('a reader who leaves is told to the work', async () => {
    const leave = new AbortController();
    await sseResponse(numbers(10), { leave }).body?.cancel();
    expect(leave.signal.aborted).toBe(true);
  });

  test('a failure becomes the last event, and the stream still ends in order', async () => {
    async function* failing() {
      yield { value: 1 };
      throw new Error('inside');
    }
    const errorEvent = () => ({ type: 'error' });
    const response = sseResponse(failing(), { leave: new AbortController(), errorEvent, done: true });
    expect(await readEvents(response)).toEqual({ events: [{ value: 1 }, { type: 'error' }], done: true });
  });
});

describe('detached work', () => {
  test('goes on when nobody reads on', async () => {
    const seen: number[] = [];
    const reader = detached(
      numbers(5, (value) => void seen.push(value)),
      () => {},
    );
    await reader.next();
    await reader.return(undefined);
    await expect.poll(() => seen).toEqual([1, 2, 3, 4, 5]);
  });

  test('gives its reader everything in order, and the failure', async () => {
    async function* failing() {
      yield* numbers(3);
      throw new Error('inside');
    }
    const seen: number[] = [];
    const failures: unknown[] = [];
    const reading = (async () => {
      for await (const { value } of detached(failing(), (thrown) => failures.push(thrown))) seen.push(value);
    })();
    await expect(reading).rejects.toThrow('inside');
    expect(seen).toEqual([1, 2, 3]);
    expect(failures).toHaveLength(1);
  });
});

test('every error code has a status that says it failed', () => {
  expect(Object.keys(STATUS).sort()).toEqual([...ERROR_CODES].sort());
  expect(Object.values(STATUS).every((status) => status >= 400)).toBe(true);
});
