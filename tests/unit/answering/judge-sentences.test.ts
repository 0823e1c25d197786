import { expect, test } from 'vitest';
import { createJudge, type Verdict } from '../../../server/answering/judge-sentences.ts';
import { passageSentences } from '../../../server/answering/passage-sentences.ts';
import { searchHit } from '../../support/search-hit.ts';

type Page = { text: string; title?: string; asked?: string };

function judged(question: string, page: string | Page, sentences: readonly string[]): Verdict[] {
  const {
    text,
    title = 'Hiring a boat',
    asked = question,
  } = typeof page === 'string' ? { text: page } : page;
  const passage = searchHit({ titlePath: [title], text });
  const ranked = passageSentences(passage).map((sentence, position) => ({
    ...sentence,
    passage,
    position,
    score: 0.5,
    cosine: 0.5,
  }));
  const judge = createJudge({ question, asked, used: [passage], ranked, organisation: 'Boat House' });
  return sentences.map(judge);
}

const PAGE = `When you may cancel
- You feel ill on the day.
- The wind is above force five.
Deposits
- Deposits are paid back within 3 days.
How to cancel
1. Ring the desk before noon.
2. Give your booking number.`;

test('an item of a list brings the heading that it is nothing without, once for several', () => {
  const [ill, wind] = judged('Can I have my money back?', PAGE, [
    '- You feel ill on the day.',
    '- The wind is above force five.',
  ]);
  expect(ill).toMatchObject({ lead: 'When you may cancel:', check: { supported: true } });
  expect(wind).not.toHaveProperty('lead');
  expect(wind).toHaveProperty('passage');
});

test('an item that says all itself, or whose heading was asked for, stands alone', () => {
  const [deposit] = judged('When is my money back?', PAGE, ['Deposits are paid back within 3 days.']);
  expect(deposit).toHaveProperty('passage');
  expect(deposit).not.toHaveProperty('lead');
  const [asked] = judged('How can I cancel?', PAGE, ['1. Ring the desk before noon.']);
  expect(asked).toHaveProperty('passage');
  expect(asked).not.toHaveProperty('lead');
});

test('a step without those before it is not shown, and one after another is', () => {
  const [second] = judged('How can I cancel?', PAGE, ['2. Give your booking number.']);
  expect(second).not.toHaveProperty('passage');
  const both = judged('How can I cancel?', PAGE, [
    '1. Ring the desk before noon.',
    '2. Give your booking number.',
  ]);
  expect(both.every(({ passage }) => passage !== undefined)).toBe(true);
});

test('a line that leads over to what never comes is not shown', () => {
  const [line, next] = judged('What about deposits?', PAGE, [
    'Deposits are paid back as follows:',
    'Deposits are paid back within 3 days.',
  ]);
  expect(line).not.toHaveProperty('passage');
  expect(next).toHaveProperty('passage');
});

test('a Yes before a limit that says nothing of what was asked is left out', () => {
  const page = 'Life jackets\nLife jackets are lent at the desk only.';
  const [abroad] = judged('Can you post life jackets to Norway?', page, [
    'Yes, life jackets are lent at the desk only.',
  ]);
  expect(abroad?.check?.sentence ?? '').not.toMatch(/^Yes/);
  const [desk] = judged('Are life jackets lent at the desk?', page, [
    'Yes, life jackets are lent at the desk only.',
  ]);
  expect(desk?.check?.sentence).toMatch(/^Yes/);
});

test('a Yes before what is forbidden is left out, unless that was asked', () => {
  const page = 'Safety notice\nStop using the blue paddle now.';
  const [safe] = judged('Is the blue paddle safe?', page, ['Yes, stop using the blue paddle now.']);
  expect(safe?.check?.sentence).toBe('Stop using the blue paddle now.');
  const [stop] = judged('Should I stop using the blue paddle?', page, [
    'Yes, stop using the blue paddle now.',
  ]);
  expect(stop?.check?.sentence).toBe('Yes, stop using the blue paddle now.');
});

test('a sentence copied up to an alternative is shown to its end', () => {
  const page = 'Recall\nPaddles whose number begins with P-11 or P-12. Call us.';
  const [paddles] = judged('Which paddles are recalled?', page, ['Paddles whose number begins with P-11.']);
  expect(paddles?.check?.sentence).toBe('Paddles whose number begins with P-11 or P-12.');
});

test('a copied sentence that points back brings what it points to, unless that was just said', () => {
  const page = 'Lockers\nThe old lockers take a coin. It comes back when you leave.';
  const [coin] = judged('What about the coin of a locker?', page, ['It comes back when you leave.']);
  expect(coin?.lead).toBe('The old lockers take a coin.');
  const both = judged('What about the coin of a locker?', page, [
    'The old lockers take a coin.',
    'It comes back when you leave.',
  ]);
  expect(both[1]).not.toHaveProperty('lead');
});

test('a Yes before what is not so is left out, unless that was asked', () => {
  const page = 'The boat house\nThe changing rooms of the boat house are not heated.';
  const said = ['Yes, the changing rooms are not heated.'];
  const [warm] = judged('Are there warm changing rooms?', page, said);
  expect(warm?.check?.sentence).toBe('The changing rooms are not heated.');
  const [cold] = judged('Is it true that the changing rooms are not heated?', page, said);
  expect(cold?.check?.sentence).toMatch(/^Yes/);
});

test('a yes counts as said of what the last message asked, whatever else was talked about', () => {
  const page = {
    text: 'Do you have wifi? Free wifi is available at the boat house.',
    asked: 'Great, do they have free wifi?',
  };
  const folded = `${page.asked} (boat house town Tuesday price range parking postcode six people)`;
  const [wifi] = judged(folded, page, ['Yes, the boat house has free wifi.']);
  expect(wifi).toHaveProperty('passage');
  const [sauna] = judged(
    folded.replaceAll('free wifi', 'a warm sauna'),
    { ...page, asked: 'do they have a warm sauna?' },
    ['Yes, the boat house has free wifi.'],
  );
  expect(sauna).not.toHaveProperty('passage');
});

test('nobody is asked anything before something was said', () => {
  const page = 'Hire\nRowing boats are for hire at the jetty all summer.';
  const [offer] = judged('Can I hire rowing boats?', page, [
    'Would you like to hire rowing boats at the jetty?',
  ]);
  expect(offer).not.toHaveProperty('passage');
  const [said, further] = judged('Can I hire rowing boats?', page, [
    'Rowing boats are for hire at the jetty.',
    'Would you like to hire rowing boats at the jetty all summer?',
  ]);
  expect(said).toHaveProperty('passage');
  expect(further).toHaveProperty('passage');
});

test('a name misspelt by a letter is spelled as the page has it, and a stranger stays one', () => {
  const page = { title: 'THE LINDENFELD HOTEL', text: 'Our rooms are very quiet at night.' };
  const [name] = judged('Are the rooms quiet at night?', page, [
    'The Lindennfeld Hotel rooms are very quiet at night.',
  ]);
  expect(name).toMatchObject({ check: { sentence: 'The Lindenfeld Hotel rooms are very quiet at night.' } });
  expect(name).toHaveProperty('passage');
  const [other] = judged('Are the rooms quiet at night?', page, [
    'The Lindhurst Hotel rooms are very quiet at night.',
  ]);
  expect(other).not.toHaveProperty('passage');
});
