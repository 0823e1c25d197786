import { expect, test } from 'vitest';
import { createFairQueue } from '../../../../server/models/process/fair-queue.ts';

test('keys take turns, however much one of them asks', () => {
  const queue = createFairQueue<string>();
  for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'b2']) queue.push(item.charAt(0), item);
  expect(queue.order()).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  expect(queue.shift()).toBe('a1');
  expect(queue.order()).toEqual(['b1', 'c1', 'a2', 'b2', 'a3']);
});

test('the order told is the order served, whatever comes and goes', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  for (let round = 0; round < 50; round++) {
    const queue = createFairQueue<string>();
    const items = Array.from({ length: 12 }, (_, at) => `${'abcd'.charAt(random(4))}${at}`);
    for (const item of items) queue.push(item.charAt(0), item);
    const gone = items[random(12)] ?? '';
    queue.remove(gone);
    queue.remove('unknown');
    const told = queue.order();
    expect(queue.size).toBe(11);
    expect(told).not.toContain(gone);
    expect(Array.from({ length: 11 }, () => queue.shift())).toEqual(told);
    expect(queue.shift()).toBeUndefined();
  }
});
