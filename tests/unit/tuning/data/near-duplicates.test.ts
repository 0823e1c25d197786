import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dotProduct, type Embedder } from '../../../../server/models/index.ts';
import { openDuplicates } from '../../../../server/tuning/data/near-duplicates.ts';
import { tellsApart } from '../../../../server/tuning/data/tells-apart.ts';
import { keyWords, likeness } from '../../../../server/tuning/data/words.ts';
import { normalisedText } from '../../../../server/tuning/lessons/question-key.ts';
import { fakeEmbedder } from '../../../support/fake-models.ts';

const DIMENSIONS = 384;
const WORDS = 'when where does delivery take long boots return size shop open sunday'.split(' ');

/** Texts lie near each other where they share words, and a little apart by their length alone: some just within reach. */
const embedder: Embedder = {
  dimensions: DIMENSIONS,
  identity: () => ({ id: 'spread', sha256: '0'.repeat(64), precision: 'fp32' }),
  embed: async (texts) =>
    texts.map((text) => {
      const words = text.toLowerCase().split(' ');
      const vector = Float32Array.from({ length: DIMENSIONS }, (_, index) =>
        words.reduce(
          (sum, word) => sum + Math.sin((index + 1) * (WORDS.indexOf(word) + 2) ** 2),
          0.1 * text.length,
        ),
      );
      const length = Math.hypot(...vector) || 1;
      return vector.map((value) => value / length);
    }),
};

/** As it is said: every question against every text, the first that is near enough. */
async function plainly(question: string, texts: readonly string[]): Promise<string | undefined> {
  const same = texts.find((text) => normalisedText(text) === normalisedText(question));
  if (same !== undefined) return same;
  const [asked = new Float32Array(), ...vectors] = await embedder.embed([question, ...texts]);
  return texts.find((text, index) => {
    const cosine = dotProduct(asked, vectors[index] ?? new Float32Array());
    const words = likeness(keyWords(question), keyWords(text));
    const isNear = cosine >= 0.95 || cosine >= (words >= 1 ? 0.6 : 0.86);
    return isNear && (words >= 0.6 || cosine >= 0.95) && !tellsApart({ question }, { question: text });
  });
}

test('the first text that asks the same is found, as by comparing with every one', async () => {
  const text = fc
    .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
    .map((words) => words.join(' '));
  const texts = fc.uniqueArray(text, { selector: normalisedText, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(texts, texts, fc.array(text, { maxLength: 5 }), async (given, added, asked) => {
      const known = await openDuplicates(embedder, given);
      const all = [...given];
      for (const one of added) {
        expect(await known.find(one)).toBe(await plainly(one, all));
        await known.add(one);
        all.push(one);
      }
      for (const one of asked) expect(await known.find(one)).toBe(await plainly(one, all));
    }),
    { numRuns: 60 },
  );
});

/** As people copy: in other letters, with other marks, on several lines. */
const copied = (text: string) =>
  fc
    .tuple(fc.constantFrom('', '?', '!', ' ...', '?!'), fc.boolean(), fc.constantFrom(' ', '  ', '\n', ', '))
    .map(([end, loud, between]) => (loud ? text.toUpperCase() : text).split(' ').join(between) + end);
const said = (content: string) => ({ role: 'user' as const, content });
const talk = fc.array(fc.constantFrom(...WORDS).map(said), { maxLength: 2 });

test('a copy of what is known is always found, whatever else is told of the two', async () => {
  const asked = fc.record({
    question: fc
      .array(fc.constantFrom(...WORDS, 'monday', '7'), { minLength: 1 })
      .map((all) => all.join(' ')),
    history: talk,
    answer: fc.constantFrom('Yes, 7.', 'No, 12.', 'It is open.'),
    documents: fc.subarray(['a.md', 'b.md']),
  });
  const both = asked.chain((one) =>
    fc.record({
      one: fc.constant(one),
      copy: fc.record({
        question: copied(one.question),
        history: fc.constantFrom(
          [],
          one.history.map(({ content }) => said(content.toUpperCase())),
        ),
        answer: fc.constantFrom('Yes, 7.', 'No, 12.', 'It is open.'),
        documents: fc.subarray(['a.md', 'c.md']),
      }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(both, fc.array(asked, { maxLength: 5 }), async ({ one, copy }, others) => {
      const known = await openDuplicates(embedder, [...others, one]);
      expect(normalisedText((await known.find(copy)) ?? '')).toBe(normalisedText(one.question));
    }),
  );
});

test('the same words after two conversations ask the same where these do, or one page answers both', async () => {
  const of = (place: string, documents: string[] = []) => ({
    question: 'is it open sunday',
    history: [said(place), { role: 'assistant' as const, content: place }],
    documents,
  });
  const known = await openDuplicates(fakeEmbedder(), [of('boots return size', ['boots.md'])]);
  expect(await known.find(of('delivery take long'))).toBeUndefined();
  expect(await known.find(of('delivery take long', ['boots.md']))).toBe('is it open sunday');
  expect(await known.find(of('Boots! Return size?'))).toBe('is it open sunday');
  expect(await known.find('Is it open Sunday?')).toBe('is it open sunday');
});
