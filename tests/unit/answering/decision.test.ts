import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everydayLikeness } from '../../../server/answering/everyday-likeness.ts';
import { EVERYDAY_QUESTIONS } from '../../../server/answering/everyday-questions.ts';
import {
  answerability,
  type DecisionRow,
  FEATURES,
  type Features,
  fitDecision,
} from '../../../server/answering/index.ts';
import type { Embedder } from '../../../server/models/index.ts';
import { fakeEmbedder } from '../../support/fake-models.ts';

function features(values: Partial<Features>): Features {
  const zeros = Object.fromEntries(FEATURES.map((name) => [name, 0])) as Features;
  return { ...zeros, ...values };
}

/** Answerable where the cosine is high, by and large. */
function sample(count: number): DecisionRow[] {
  return Array.from({ length: count }, (_, at) => {
    const answerable = at % 2 === 0;
    const topCosine = (answerable ? 0.6 : 0.4) + ((at * 7) % 10) / 40;
    return { features: features({ topCosine, namesMet: (at % 3) / 2 }), answerable, weight: 1 };
  });
}

test('the fitted score ranks answerable above unanswerable, and is the same each time', () => {
  const rows = sample(60);
  const model = fitDecision(rows);
  const score = (topCosine: number) => answerability({ features: features({ topCosine }) }, model);
  expect(score(0.8)).toBeGreaterThan(score(0.4));
  expect(fitDecision(rows)).toEqual(model);
});

test('a feature that tells nothing gets no say', () => {
  const { weight } = fitDecision(sample(60)).features.meanCosine;
  expect(weight).toBe(0);
});

test('of two questions with the same lead over everyday ones, the one that is nearer to them is doubted more', () => {
  const score = (everyday: number) =>
    answerability({ features: features({ everyday, everydayMargin: 0.1 }) });
  expect(score(0.8)).toBeLessThan(score(0.3));
});

test('few rows leave a prior nearly as it was', () => {
  const prior = fitDecision(sample(60));
  const refitted = fitDecision(sample(4), prior);
  const moved = Math.abs(refitted.features.topCosine.weight - prior.features.topCosine.weight);
  expect(moved).toBeLessThan(prior.features.topCosine.weight);
});

test('answerable and unanswerable weigh the same, whatever their rows add up to', () => {
  const rows = sample(20);
  const heavier = rows.map((row) => ({ ...row, weight: row.answerable ? 1 : 3 }));
  const [once, again] = [fitDecision(rows), fitDecision(heavier)];
  expect(again.features.topCosine.weight).toBeCloseTo(once.features.topCosine.weight, 6);
});

test('what is added to a row as it is served is in its score while coefficients are fitted', () => {
  const rows = sample(60);
  const told = rows.map((row) => ({ ...row, offset: row.answerable ? 4 : -4 }));
  const { weight } = fitDecision(told).features.topCosine;
  expect(Math.abs(weight)).toBeLessThan(fitDecision(rows).features.topCosine.weight / 2);
  const unmoved = fitDecision(rows.map((row) => ({ ...row, offset: 0 })));
  expect(unmoved).toEqual({ ...fitDecision(rows), read: true });
  const none = features({});
  const logOdds = (score: number) => Math.log(score / (1 - score));
  const [plain, moved] = [answerability({ features: none }), answerability({ features: none, offset: 1.5 })];
  expect(logOdds(moved) - logOdds(plain)).toBeCloseTo(1.5, 8);
});

test('every score is a probability', () => {
  const model = fitDecision(sample(20));
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: FEATURES.length }),
      (values) => {
        const given = Object.fromEntries(FEATURES.map((name, at) => [name, values[at] ?? 0]));
        const score = answerability({ features: features(given) }, model);
        return score >= 0 && score <= 1;
      },
    ),
  );
});

test('an everyday question is like itself, and they are embedded once', async () => {
  const inner = fakeEmbedder();
  let calls = 0;
  const embedder: Embedder = {
    ...inner,
    embed: (texts) => {
      calls += 1;
      return inner.embed(texts);
    },
  };
  for (const question of EVERYDAY_QUESTIONS.slice(0, 3)) {
    const [vector = new Float32Array(0)] = await inner.embed([question]);
    expect(await everydayLikeness(embedder, vector)).toBeCloseTo(1, 5);
  }
  expect(calls).toBe(1);
  expect(new Set(EVERYDAY_QUESTIONS).size).toBe(EVERYDAY_QUESTIONS.length);
});

test('an embedder that failed is asked again', async () => {
  const inner = fakeEmbedder();
  let fails = true;
  const embedder: Embedder = {
    ...inner,
    embed: (texts) => {
      if (!fails) return inner.embed(texts);
      fails = false;
      return Promise.reject(new Error('not now'));
    },
  };
  await expect(everydayLikeness(embedder, new Float32Array(64))).rejects.toThrow('not now');
  expect(await everydayLikeness(embedder, new Float32Array(64))).toBe(0);
});
