import { expect, test } from 'vitest';
import {
  type AnsweringDeps,
  assessQuestion,
  buildPrompt,
  isModelRefusal,
  REFUSAL_PHRASES,
} from '../../../server/answering/index.ts';
import { botSettingsSchema } from '../../../server/bots/settings.ts';
import { fakeEmbedder, fakeSearch } from '../../support/fake-models.ts';
import { searchHit } from '../../support/search-hit.ts';

test('every phrase is known as a refusal, also half said, after a label or in other letters', () => {
  expect(REFUSAL_PHRASES.length).toBeGreaterThanOrEqual(5);
  for (const phrase of REFUSAL_PHRASES) {
    expect(isModelRefusal(phrase)).toBe(true);
    expect(isModelRefusal(` Answer: ${phrase.toUpperCase()} Ask us.`)).toBe(true);
  }
  expect(isModelRefusal('Sorry, the help pages do')).toBe(true);
  expect(isModelRefusal('Sorry, the help')).toBe(false);
});

test.each([
  'Sorry, no: sale items cannot be exchanged.',
  'Sorry, the help desk is closed on Sundays.',
  'The help pages say that returns are free.',
  '',
])('an answer is no refusal: %s', (text) => {
  expect(isModelRefusal(text)).toBe(false);
});

test('the prompt that serving builds can be built outside a turn', async () => {
  const bot = botSettingsSchema.parse({
    organisation: 'Larch & Loft',
    greeting: 'Hello!',
    refusal: 'I could not find that.',
    handoffMessage: 'A colleague will join.',
  });
  const hit = searchHit({
    titlePath: ['Help', 'Returns'],
    text: 'You can return an item within 60 days of delivery. Returns by post cost £3.50.',
    vectorScore: 0.7,
    lexicalScore: 5,
    wordShare: 0.8,
  });
  const deps: Pick<AnsweringDeps, 'bot' | 'embedder' | 'search'> = {
    bot,
    embedder: fakeEmbedder(),
    search: fakeSearch([hit]),
  };
  const assessment = await assessQuestion(deps, { botId: 'b', question: 'Can I return an item?' });
  if (assessment.kind !== 'searched') throw new Error('it must be searched');
  const prompt = buildPrompt({ bot, question: assessment.found.searched, ranked: assessment.ranked });
  expect(prompt.messages.map(({ role }) => role)).toEqual(['system', 'user']);
  expect(prompt.messages[1]?.content).toContain('within 60 days');
  expect(prompt.used).toEqual([hit]);
});
