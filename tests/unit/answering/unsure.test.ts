import { expect, test } from 'vitest';
import { answerTurn } from '../../../server/answering/answer-turn.ts';
import { DECISION, type DecisionModel } from '../../../server/answering/decision-coefficients.ts';
import type { AnswerEvent, AnsweringDeps } from '../../../server/answering/types.ts';
import { isUnsure } from '../../../server/answering/unsure.ts';
import { createLog, systemClock } from '../../../server/base/index.ts';
import { botSettingsSchema } from '../../../server/bots/settings.ts';
import { type AnswerKind, answerKindSchema } from '../../../server/contract/index.ts';
import { fakeEmbedder, fakeGenerator, fakeSearch } from '../../support/fake-models.ts';
import { searchHit } from '../../support/search-hit.ts';

const bot = botSettingsSchema.parse({
  organisation: 'Larch & Loft',
  greeting: 'Hello!',
  refusal: 'I could not find that.',
  handoffMessage: 'A colleague will join.',
});
const RETURNS = 'You can return an item within 60 days of delivery.';
const QUESTION = 'How many days do I have to return an item?';

/** Gives every question the score of these log-odds. */
function always(logOdds: number): DecisionModel {
  const features = Object.entries(DECISION.features).map(([name, known]) => [name, { ...known, weight: 0 }]);
  return { intercept: logOdds, features: Object.fromEntries(features) as DecisionModel['features'] };
}
const JUST_ENOUGH = always(0.4);
const SURE = always(3);

function depsFor(change: Partial<AnsweringDeps> = {}): AnsweringDeps {
  return {
    search: fakeSearch([searchHit({ titlePath: ['Help', 'Returns'], text: RETURNS, vectorScore: 0.7 })]),
    generator: fakeGenerator(RETURNS),
    embedder: fakeEmbedder(),
    bot,
    decision: JUST_ENOUGH,
    settingsVersion: 1,
    clock: systemClock,
    log: createLog({ level: 'error', write: () => {} }),
    ...change,
  };
}

async function answered(deps: AnsweringDeps, question = QUESTION) {
  let last: AnswerEvent | undefined;
  for await (const event of answerTurn(deps, { botId: 'b', question })) last = event;
  if (last?.type !== 'finished') throw new Error('the last event must be finished');
  return last;
}

test('only what was worded or quoted from the pages, and with a score only just enough, is unsure', () => {
  const decision = { outcome: 'answer', score: 0.79, threshold: 0.5, reason: '' } as const;
  const unsure = (kind: AnswerKind, change: object = {}) =>
    isUnsure({ kind, decision: { ...decision, ...change } });
  expect(answerKindSchema.options.filter((kind) => unsure(kind))).toEqual(['model', 'quote']);
  expect(unsure('model', { score: 0.8 })).toBe(false);
  expect(unsure('quote', { outcome: 'refuse' })).toBe(false);
  const model = { id: 'reader', sha256: '1'.repeat(64), precision: 'q8' };
  const read = { score: 0.89, reading: { logOdds: 1, model } };
  expect(unsure('quote', read)).toBe(true);
  expect(unsure('quote', { ...read, score: 0.9 })).toBe(false);
});

test('a reply that was only just dared says so, with a person and a text without doubt; a sure one does not', async () => {
  const unsure = await answered(depsFor());
  expect(unsure).toMatchObject({ offerPerson: true, passport: { kind: 'model', unsure: true } });
  const sure = await answered(depsFor({ decision: SURE }));
  expect(sure.offerPerson).toBe(false);
  expect(sure.passport).not.toHaveProperty('unsure');
  expect(unsure.text).toBe(sure.text);
});

test('so does one that is quoted', async () => {
  const deps = depsFor({ generator: fakeGenerator('Dragons live here.') });
  expect(await answered(deps)).toMatchObject({
    offerPerson: true,
    passport: { kind: 'quote', unsure: true },
  });
});

test('a bot that keeps it to itself gives the reply as any other', async () => {
  const { offerPerson, passport } = await answered(depsFor({ bot: { ...bot, unsureHint: false } }));
  expect(offerPerson).toBe(false);
  expect(passport).not.toHaveProperty('unsure');
});

test('what rests on no score is never unsure: courtesies, wishes for a person, refusals', async () => {
  for (const [question, kind] of [
    ['Hello', 'smalltalk'],
    ['I want to talk to a human', 'handoff'],
  ] as const) {
    const { passport } = await answered(depsFor(), question);
    expect(passport.kind).toBe(kind);
    expect(passport).not.toHaveProperty('unsure');
  }
  const { passport } = await answered(depsFor({ decision: always(-1) }));
  expect(passport.kind).toBe('refusal');
  expect(passport).not.toHaveProperty('unsure');
});

test('of two questions one is enough, and none is said to be declined', async () => {
  const both = await answered(depsFor(), `${QUESTION} And what does it cost to return an item?`);
  expect(both).toMatchObject({ offerPerson: true, passport: { unsure: true } });
  expect(both.text).not.toContain('As to your other question');
});

test('of two questions the passport tells how each was decided, also where one was declined', async () => {
  const declined = 'Who won the cup in 1966?';
  const deps = depsFor();
  const search: AnsweringDeps['search'] = async (input) =>
    await (input.question === declined ? fakeSearch([])(input) : deps.search(input));
  const { passport } = await answered({ ...deps, search }, `${QUESTION} ${declined}`);
  expect(passport).toMatchObject({ kind: 'model', unsure: true, decision: { outcome: 'answer' } });
  expect(passport.parts).toEqual([
    expect.objectContaining({ question: QUESTION, kind: 'model', unsure: true }),
    {
      question: declined,
      kind: 'refusal',
      decision: expect.objectContaining({ outcome: 'refuse', score: 0 }),
    },
  ]);
  expect(passport.parts?.[0]?.decision.score).toBeCloseTo(0.6, 1);
  expect((await answered(deps)).passport).not.toHaveProperty('parts');
});
