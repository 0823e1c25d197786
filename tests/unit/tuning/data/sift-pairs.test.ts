import { expect, test } from 'vitest';
import type { Embedder } from '../../../../server/models/index.ts';
import { siftPairs } from '../../../../server/tuning/data/sift-pairs.ts';
import type { TaughtPair } from '../../../../server/tuning/data/types.ts';

/** Whatever is asked lies next to everything else. */
const embedder: Embedder = {
  dimensions: 2,
  identity: () => ({ id: 'near', sha256: '0'.repeat(64), precision: 'fp32' }),
  embed: async (texts) => texts.map(() => Float32Array.of(1, 0)),
};

const lessons = (rows: readonly (readonly [string, string])[], history: TaughtPair['history'] = []) =>
  rows.map(([question, answer], at) => ({ question, answer, history, lessonId: `l${at}`, who: 'ann' }));
const sift = (pairs: readonly TaughtPair[]) => siftPairs(embedder, { pairs, tests: [] });

test('lessons that are alike and ask something else are all taught, whatever they answer', async () => {
  const pairs = lessons([
    ['What time do you open on Saturday?', 'We open at 9 am.'],
    ['What time do you open on Sunday?', 'We open at 11 am.'],
    ['How much is an adult day ticket?', 'It costs £12.'],
    ['How much is a child day ticket?', 'It costs £6.'],
    ['Do you deliver to Scotland?', 'Yes, within 3 days.'],
    ['Do you deliver to Ireland?', 'No, not yet.'],
    ['How long is the warranty of the Heron 2?', 'It is 2 years.'],
    ['How long is the warranty of the Heron 3?', 'It is 5 years.'],
  ]);
  expect(await sift(pairs)).toEqual({ pairs, dropped: [], contradictions: [] });
});

test('lessons that ask the same and answer otherwise are not taught, in whatever order their words stand', async () => {
  const pairs = lessons([
    ['What time do you open on Saturday?', 'We open at 9 am.'],
    ['What time do you open on Sunday?', 'We open at 11 am.'],
    ['On Sunday, what time do you open?', 'We open at 10 am.'],
  ]);
  const { pairs: kept, dropped, contradictions } = await sift(pairs);
  expect(kept.map(({ lessonId }) => lessonId)).toEqual(['l0']);
  expect(dropped.map(({ lessonId, reason }) => [lessonId, reason])).toEqual([
    ['l2', 'contradicts another lesson, which says "We open at 11 am."'],
    ['l1', 'contradicted by another lesson'],
  ]);
  expect(contradictions).toHaveLength(1);
});

test('so are those that ask the same in the same conversation', async () => {
  const about = (day: string) => [
    { role: 'user' as const, content: `What of ${day}?` },
    { role: 'assistant' as const, content: 'We are open.' },
  ];
  const asked = [['Until when?', 'Until 6 pm.']] as const;
  const sunday = lessons(asked, about('Sunday'));
  const monday = lessons([['Until when?', 'Until 8 pm.']], about('Monday'));
  expect((await sift([...sunday, ...monday])).pairs).toHaveLength(2);
  const again = lessons([['Until when?', 'Until 5 pm.']], about('Sunday'));
  expect(await sift([...sunday, ...again])).toMatchObject({
    pairs: [],
    contradictions: [expect.any(String)],
  });
});

test('what is made of documents gives way to a lesson that asks nearly the same', async () => {
  const made = { question: 'Opening on Saturday?', answer: 'At 9 am.', history: [], who: 'rule: a heading' };
  const [lesson] = lessons([['What time do you open on Saturdays?', 'We open at 9 am.']]);
  const pairs = lesson === undefined ? [] : [lesson, made];
  const sifted = await sift(pairs);
  expect(sifted.pairs).toEqual([lesson]);
  expect(sifted.dropped[0]?.reason).toMatch(/asks the same as/);
});
