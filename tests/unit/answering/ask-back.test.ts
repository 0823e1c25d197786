import { expect, test } from 'vitest';
import { askBack } from '../../../server/answering/ask-back.ts';
import type { RankedSentence } from '../../../server/answering/index.ts';
import { searchHit } from '../../support/search-hit.ts';

type Line = { title: string; text: string; score: number };

const TENT = {
  title: 'Heron 2 tent: everything you need',
  text: 'It weighs 2,140 g packed.',
  score: 0.6,
};
const STOVE = { title: 'Ember 3 stove: instructions', text: 'The stove weighs 90 g.', score: 0.5 };
const PACKS = { title: 'How to fit a rucksack', text: 'A loaded pack weighs a fifth of you.', score: 0.55 };
const NORTH = {
  title: 'Ashwick shop',
  text: 'The shop in Ashwick is open on Sunday from 11:00.',
  score: 0.6,
};
const SOUTH = {
  title: 'Dunmoor shop',
  text: 'The shop in Dunmoor is open on Sunday from 10:30.',
  score: 0.57,
};
const ASKED = 'How much does it weigh?';

function ask(
  question: string,
  lines: readonly Line[],
  history: { role: 'user' | 'assistant'; content: string }[] = [],
) {
  const ranked = lines.map(({ title, text, score }, at): RankedSentence => {
    const found = { score, vectorScore: score };
    const passage = searchHit({ passageId: `p${at}`, documentId: title, titlePath: [title], text, ...found });
    return { passage, position: 0, heading: title, text, score, cosine: score };
  });
  const found = { searched: question, hits: ranked.map(({ passage }) => passage) };
  return askBack({ question, history, organisation: 'Larch & Loft', found, ranked });
}

test('asks which thing is meant, each as a question that says so', () => {
  expect(ask(ASKED, [TENT, PACKS, STOVE])).toEqual({
    text: 'Do you mean “Heron 2 tent” or “Ember 3 stove”?',
    suggestions: [`${ASKED} (Heron 2 tent)`, `${ASKED} (Ember 3 stove)`],
  });
  expect(ask('When are you open on Sunday?', [NORTH, SOUTH])?.text).toBe(
    'Do you mean “Ashwick shop” or “Dunmoor shop”?',
  );
});

test('what it suggests is not asked back again, and neither is what the visitor says to it', () => {
  for (const question of ask(ASKED, [TENT, STOVE])?.suggestions ?? []) {
    expect(ask(question, [TENT, STOVE])).toBeUndefined();
  }
  const before = [
    { role: 'user' as const, content: ASKED },
    { role: 'assistant' as const, content: 'Do you mean “Heron 2 tent” or “Ember 3 stove”?' },
  ];
  expect(ask('When are you open on Sunday?', [NORTH, SOUTH], before)).toBeUndefined();
});

test.each([
  ['the question names one', 'How much does the Heron weigh?', [TENT, STOVE]],
  ['a word of one title tells', 'How much does the tent weigh, is it heavy?', [TENT, STOVE]],
  ['one fits far better', 'When are you open on Sunday?', [NORTH, { ...SOUTH, score: 0.4 }]],
  ['the best is on no thing', ASKED, [{ ...PACKS, score: 0.7 }, TENT, STOVE]],
  [
    'the other speaks of something else',
    'When are you open on Sunday?',
    [NORTH, { ...SOUTH, text: 'Closed.' }],
  ],
  ['one thing alone', ASKED, [TENT, PACKS]],
  ['what is called after the organisation', ASKED, [TENT, { ...STOVE, title: 'Larch Promise' }]],
  ['a title only begins with a capital', ASKED, [TENT, { ...STOVE, title: 'Safety recall' }]],
  ['nothing was found', ASKED, []],
])('answers where %s', (_, question, lines) => {
  expect(ask(question, lines)).toBeUndefined();
});
