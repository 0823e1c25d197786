import { expect, test } from 'vitest';
import { onceMade } from '../../../server/base/index.ts';

test('all who ask share one making, and whoever asks after a failure begins another', async () => {
  const begun: string[] = [];
  let fails = true;
  const open = onceMade(async (name: string) => {
    begun.push(name);
    if (fails) throw new Error('gone');
    return { name };
  });
  const both = await Promise.allSettled([open('a'), open('b')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  const [first, second] = await Promise.all([open('c'), open('d')]);
  expect(second).toBe(first);
  expect(await open('e')).toBe(first);
  expect(begun).toEqual(['a', 'c']);
});
