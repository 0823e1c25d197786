import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dotProduct, type Embedder } from '../../../../server/models/index.ts';
import { openDuplicates } from '../../../../server/tuning/data/near-duplicates.ts';
import { keyWords, likeness } from '../../../../server/tuning/data/words.ts';
import { normalisedText } from '../../../../server/tuning/lessons/question-key.ts';

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
  const same = texts.findLast((text) => normalisedText(text) === normalisedText(question));
  if (same !== undefined) return same;
  const [asked = new Float32Array(), ...vectors] = await embedder.embed([question, ...texts]);
  return texts.find((text, index) => {
    const cosine = dotProduct(asked, vectors[index] ?? new Float32Array());
    const words = likeness(keyWords(question), keyWords(text));
    return cosine >= 0.95 || words >= 1 || (cosine >= 0.86 && words >= 0.6);
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
