import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerTurn } from '../../../server/answering/answer-turn.ts';
import { DECISION } from '../../../server/answering/decision-coefficients.ts';
import { assessQuestion, type RankedSentence, readingText } from '../../../server/answering/index.ts';
import { readingPart } from '../../../server/answering/reading-part.ts';
import type { AnsweringDeps } from '../../../server/answering/types.ts';
import { createLog, systemClock } from '../../../server/base/index.ts';
import { botSettingsSchema } from '../../../server/bots/settings.ts';
import { type Passport, passportSchema } from '../../../server/contract/index.ts';
import type { SearchHit } from '../../../server/knowledge/index.ts';
import type { Embedder } from '../../../server/models/index.ts';
import { fakeEmbedder, fakeGenerator, fakeReader, fakeSearch } from '../../support/fake-models.ts';
import { searchHit } from '../../support/search-hit.ts';

const HITS = [
  searchHit({
    titlePath: ['Help', 'Returns'],
    text: 'You can return an item within 60 days of delivery. Returns by post cost £3.50.',
    score: 1,
    vectorScore: 0.7,
    wordShare: 0.8,
    lexicalScore: 5,
  }),
];
const QUESTION = 'Within how many days can an item be returned?';
const SURE = 10;

function depsFor(embedder: Embedder, { hits = HITS, answerThreshold = 0.5 } = {}): AnsweringDeps {
  return {
    search: fakeSearch(hits),
    generator: fakeGenerator('You can return an item within 60 days of delivery.'),
    embedder,
    bot: botSettingsSchema.parse({
      organisation: 'Larch & Loft',
      greeting: 'Hello!',
      refusal: 'I could not find that.',
      handoffMessage: 'A colleague will join.',
      answerThreshold,
    }),
    settingsVersion: 3,
    clock: systemClock,
    log: createLog({ level: 'error', write: () => {} }),
  };
}

async function decided(embedder: Embedder, settings: { hits?: SearchHit[]; answerThreshold?: number } = {}) {
  const assessment = await assessQuestion(depsFor(embedder, settings), { botId: 'b', question: QUESTION });
  if (assessment.kind === 'routed') throw new Error('nothing is routed here');
  return assessment.decision;
}

async function passportOf(deps: AnsweringDeps, question = QUESTION): Promise<Passport> {
  for await (const event of answerTurn(deps, { botId: 'b', question })) {
    if (event.type === 'finished') return event.passport;
  }
  throw new Error('an answer ends');
}

test('what the lines say turns a question on the edge either way', async () => {
  const { score } = await decided(fakeEmbedder());
  const edge = (move: number) => ({ answerThreshold: score + move });
  expect(await decided(fakeEmbedder(), edge(0.01))).toMatchObject({ outcome: 'refuse' });
  expect(await decided(fakeReader(SURE), edge(0.01))).toMatchObject({ outcome: 'answer' });
  expect(await decided(fakeEmbedder(), edge(-0.01))).toMatchObject({ outcome: 'answer' });
  expect(await decided(fakeReader(-SURE), edge(-0.01))).toMatchObject({ outcome: 'refuse' });
});

test('a machine without a cross-encoder, or with none yet, decides as before', async () => {
  const none: Embedder = { ...fakeEmbedder(), read: async () => undefined };
  const without = await decided(fakeEmbedder());
  expect(without).not.toHaveProperty('reading');
  expect(await decided(none)).toEqual(without);
});

test('coefficients fitted beside readings decide nothing where none is made', async () => {
  const decision = { ...DECISION, intercept: DECISION.intercept - 2 };
  const ask = async (embedder: Embedder, read: boolean) => {
    const deps = { ...depsFor(embedder), decision: { ...decision, read } };
    const assessment = await assessQuestion(deps, { botId: 'b', question: QUESTION });
    return assessment.kind === 'routed' ? undefined : assessment.decision.score;
  };
  expect(await ask(fakeEmbedder(), true)).toBe((await decided(fakeEmbedder())).score);
  expect(await ask(fakeEmbedder(), false)).toBeLessThan((await decided(fakeEmbedder())).score);
  expect(await ask(fakeReader(0), true)).toBeLessThan((await decided(fakeReader(0))).score);
});

test('the question as searched is read once, with the closest lines', async () => {
  const embedder = fakeReader(SURE);
  await decided(embedder);
  expect(embedder.asked).toEqual([{ question: QUESTION, texts: [expect.stringContaining('Returns: ')] }]);
  expect(embedder.asked[0]?.texts[0]?.split('\n')).toHaveLength(2);
});

test('what is decided without any lines is not read', async () => {
  const embedder = fakeReader(SURE);
  const nothing = await passportOf(depsFor(embedder, { hits: [] }));
  expect(nothing.decision).toMatchObject({ outcome: 'refuse', reason: 'nothing was found' });
  const text = 'The Heron 2 kettle holds two litres.';
  const deps = depsFor(embedder, { hits: [searchHit({ titlePath: ['Kettles', 'Heron 2'], text })] });
  const stranger = await passportOf(deps, 'How much does the Heron 7 hold?');
  expect(stranger.decision.reason).toBe('nothing found speaks of “Heron 7”');
  await passportOf(depsFor(embedder), 'I want to talk to a human');
  expect(embedder.asked).toEqual([]);
});

test('the passport says what was read, by which model, and in words; older ones are still read', async () => {
  const passport = await passportOf(depsFor(fakeReader(-3), { answerThreshold: 0 }));
  const { reading, reason } = passport.decision;
  expect(reading).toEqual({
    logOdds: -3,
    model: { id: 'fake-cross-encoder', sha256: '1'.repeat(64), precision: 'fp32' },
  });
  expect(reason).toMatch(/found; the closest lines, read once more, answer it with a likelihood of 5 %$/);
  const stored = (value: Passport) => passportSchema.parse(JSON.parse(JSON.stringify(value)));
  expect(stored(passport)).toEqual(passport);
  const older = await passportOf(depsFor(fakeEmbedder()));
  expect(stored(older)).toEqual(older);
  expect(older.decision).not.toHaveProperty('reading');
});

test('a reading never counts for less the surer it is, and never without bounds', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (one, other) => {
      const [less, more] = one < other ? [one, other] : [other, one];
      return readingPart(less) <= readingPart(more);
    }),
  );
  expect(readingPart(1_000)).toBe(readingPart(100));
  expect(readingPart(-1_000)).toBe(readingPart(-100));
  expect(readingPart(1)).toBeGreaterThan(readingPart(-1));
});

test('three lines are read, the best first, and of a long one only its beginning', () => {
  const line = (score: number, text = `line ${score}`): RankedSentence => ({
    ...{ passage: searchHit({ text: '' }), position: 0, heading: 'Help', cosine: score },
    ...{ score, text },
  });
  const ranked = [1, 3, 5, 2, 4].map((score) => line(score));
  const text = readingText([line(0), ...ranked, line(6, 'x'.repeat(1_000))]);
  expect(text.split('\n')).toEqual([`Help: ${'x'.repeat(260)}`, 'Help: line 5', 'Help: line 4']);
});
