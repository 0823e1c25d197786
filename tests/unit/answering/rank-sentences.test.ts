import { expect, test } from 'vitest';
import { rankSentences } from '../../../server/answering/index.ts';
import type { SearchHit } from '../../../server/knowledge/index.ts';
import type { Embedder } from '../../../server/models/index.ts';
import { fakeEmbedder } from '../../support/fake-models.ts';
import { searchHit } from '../../support/search-hit.ts';

const embedder = fakeEmbedder();

function hit(passageId: string, score: number, text: string): SearchHit {
  return searchHit({ passageId, documentId: passageId, text, score, vectorScore: score });
}

async function rankBy(ranker: Embedder, question: string, hits: SearchHit[]) {
  const [searchedVector = new Float32Array(0)] = await embedder.embed([question]);
  const { sentences } = await rankSentences(ranker, { searched: question, searchedVector, hits });
  return sentences.toSorted((one, other) => other.score - one.score);
}

async function rank(question: string, hits: SearchHit[]) {
  return (await rankBy(embedder, question, hits)).map(({ text }) => text);
}

test('a sentence more to the point leads, unless its passage was found far less well', async () => {
  const near = hit('b', 0.9, 'Returns are free for members.');
  const best = 'Boots and returns.';
  expect(await rank('Are returns free for members?', [hit('a', 1, best), near])).toEqual([near.text, best]);
  expect(await rank('Are returns free for members?', [hit('a', 5, best), near])).toEqual([best, near.text]);
});

test('a bi-encoder says which line is nearest, and not whether there is an answer', async () => {
  const text = 'Boots are washed by hand.\nGumption lifts mud.';
  const hits = [hit('a', 1, text)];
  const question = 'How are boots washed?';
  const taught: Embedder = {
    ...embedder,
    embedToRank: async (texts) => ({
      vectors: texts.map((one) =>
        one === question || one.includes('Gumption') ? Float32Array.of(1, 0) : Float32Array.of(0, 1),
      ),
      model: embedder.identity(),
    }),
  };
  const plain = await rankBy(embedder, question, hits);
  const ranked = await rankBy(taught, question, hits);
  expect(plain[0]?.text).toBe('Boots are washed by hand.');
  expect(ranked[0]?.text).toBe('Gumption lifts mud.');
  const told = (lines: typeof ranked) =>
    lines
      .map(({ text: line, cosine, score, bonus = 0 }) => [line, cosine, (score - bonus).toFixed(6)])
      .toSorted();
  expect(told(ranked)).toEqual(told(plain));
});

test('sentences of the fifth passage can still be chosen', async () => {
  const filler = Array.from({ length: 4 }, (_, at) => hit(`p${at}`, 0.8, 'Our stores open at nine.'));
  const ranked = await rank('Do you repair zips?', [...filler, hit('p4', 0.7, 'We repair zips for free.')]);
  expect(ranked[0]).toBe('We repair zips for free.');
});

test('a line under the heading that is asked for leads over one that repeats words of the question elsewhere', async () => {
  const text =
    'Charges and fees\nBoats with a sail are dry.\nIs the sail boat waterproof?\nNo, seams let drops in.';
  expect((await rank('Is the sail boat waterproof?', [hit('a', 1, text)]))[0]).toBe(
    'No, seams let drops in.',
  );
});

test('asked how, the steps lead over when and why', async () => {
  const text =
    'When to hire a boat\nHire a boat on any day.\nHow to hire a boat\n1. Hire a boat at the desk.';
  expect((await rank('How do I hire a boat?', [hit('a', 1, text)]))[0]).toBe('1. Hire a boat at the desk.');
  expect((await rank('On which day can I hire a boat?', [hit('a', 1, text)]))[0]).toBe(
    'Hire a boat on any day.',
  );
});

test('the cells that are asked for rank and are read; how near the whole row is tells whether there is an answer', async () => {
  const question = 'What is the deposit for a canoe?';
  const rows = 'Boat: Canoe; Hour: £9; Day: £40; Deposit: £50\nBoat: Kayak; Hour: £8; Day: £35; Deposit: £40';
  const [searchedVector = new Float32Array(0)] = await embedder.embed([question]);
  const rank = async (searched: string) => {
    const hits = [hit('a', 1, rows)];
    const { sentences } = await rankSentences(embedder, { searched, searchedVector, hits });
    return sentences[0];
  };
  const asked = await rank(question);
  const whole = await rank('What is the deposit for a canoe, and how much is an hour?');
  expect(asked?.text).toBe('Boat: Canoe; Deposit: £50');
  expect(whole?.text).toBe('Boat: Canoe; Hour: £9; Day: £40; Deposit: £50');
  expect(asked?.cosine).toBeCloseTo(whole?.cosine ?? 0);
  expect(asked?.score).toBeGreaterThan(whole?.score ?? 0);
});
