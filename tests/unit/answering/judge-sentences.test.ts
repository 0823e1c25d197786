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

const BOATS = `Care of the boats
With care, a wooden hull should last twenty years between paintings.
Schools and scout groups get 12 per cent off from 8 boats and 18 per cent from 30.
Cancel free of charge up to 48 hours before.
81 per cent of our hulls are made of local larch; the year before it was 64.
What cannot be hired out
- Kayaks and canoes without a spray deck`;

test('a sentence that is nearly a line of the page is shown as the page has it', () => {
  const pairs = [
    [
      'How long does a hull last?',
      'A wooden hull lasts twenty years between paintings.',
      'With care, a wooden hull should last twenty years between paintings.',
    ],
    [
      'We are 40, is it cheaper?',
      'We get 12 per cent off from 8 boats and 18 per cent from 30.',
      'Schools and scout groups get 12 per cent off from 8 boats and 18 per cent from 30.',
    ],
    [
      'Can I cancel a boat free of charge?',
      'Yes, we can cancel free of charge up to 48 hours before.',
      'Cancel free of charge up to 48 hours before.',
    ],
  ] as const;
  for (const [question, sentence, shown] of pairs) {
    const [verdict] = judged(question, BOATS, [sentence]);
    expect(verdict).toMatchObject({ check: { sentence: shown, supported: true } });
    expect(verdict).toHaveProperty('passage');
  }
});

test('a No stays before the words of the page, as a sentence of its own where they begin otherwise', () => {
  const page = 'Codes\nUse the app or codes by e-mail; we do not send codes by text message.';
  const [verdict] = judged('Do you send codes by text message?', page, [
    'No, we do not send codes by text message.',
  ]);
  expect(verdict?.check?.sentence).toBe(
    'No. Use the app or codes by e-mail; we do not send codes by text message.',
  );
});

test('what the model put for a pronoun of the page stays', () => {
  const page =
    'Gift cards\nGift cards cost from £20 to £400. They can be used for boats and lessons, but not for drinks.';
  const sentence = 'Gift cards can only be used for boats and lessons, but not for drinks.';
  const [verdict] = judged('Can I use a gift card for drinks?', page, [sentence]);
  expect(verdict?.check?.sentence).toBe(sentence);
});

test('a later part of a line is shown with the part that says what it is of', () => {
  const [verdict] = judged('How much of your hulls is local?', BOATS, ['The year before it was 64.']);
  expect(verdict?.check?.sentence).toBe(
    '81 per cent of our hulls are made of local larch; the year before it was 64.',
  );
});

test('a sentence that differs from its line by grammar alone stays as the model worded it', () => {
  const page = 'Larchwater Boats\nOur hulls are made of local larch.\nRing the harbour desk before noon.';
  for (const sentence of [
    'The Larchwater Boats hulls are made of local larch.',
    'You can ring the harbour desk before noon.',
  ]) {
    const [verdict] = judged(
      'What are your hulls made of, and who can I ring?',
      { text: page, title: 'Larchwater Boats' },
      [sentence],
    );
    expect(verdict?.check?.sentence).toBe(sentence);
  }
});

test('a sentence that makes something whole of a fragment stays as the model worded it', () => {
  const sentence = 'Kayaks and canoes without a spray deck cannot be hired out.';
  const [verdict] = judged('Can I hire a canoe without a spray deck?', BOATS, [sentence]);
  expect(verdict?.check?.sentence).toBe(sentence);
});

test('the same line meant twice is shown once', () => {
  const [first, second] = judged('Are scout groups cheaper?', BOATS, [
    'Scout groups get 12 per cent off from 8 boats and 18 per cent from 30.',
    'Schools and scouts get 12 per cent off from 8 boats and 18 per cent from 30.',
  ]);
  expect(first).toHaveProperty('passage');
  expect(second).not.toHaveProperty('passage');
});

test('one of several conditions that count together is not shown alone', () => {
  const page = `When we pay back
You get your deposit back. It has three conditions:
- You bring the boat back before six.
- You have not lent it to anybody.
- You have signed the list.`;
  const [verdict] = judged('Do I get my deposit back?', page, ['You have not lent it to anybody.']);
  expect(verdict).not.toHaveProperty('passage');
});

test('what takes a copied line back, and why something must not be done, comes along', () => {
  const page = `Stoves on board
Never light a stove in the cabin. It makes carbon monoxide, which has no smell.
Canisters
Canisters are sent to addresses on the mainland. They cannot be sent abroad.
Open from nine
The desk is by the bridge. It has a red door.`;
  const restOf = (question: string, sentence: string) => judged(question, page, [sentence])[0]?.rest;
  expect(restOf('Can I light a stove?', 'Never light a stove in the cabin.')).toBe(
    'It makes carbon monoxide, which has no smell.',
  );
  expect(restOf('Where are canisters sent to?', 'Canisters are sent to addresses on the mainland.')).toBe(
    'They cannot be sent abroad.',
  );
  expect(restOf('Where is the desk?', 'The desk is by the bridge.')).toBeUndefined();
});

test('what came along already is not said once more', () => {
  const page = 'Stoves\nNever light a stove in the cabin. It makes carbon monoxide, which has no smell.';
  const [, again] = judged('Can I light a stove?', page, [
    'Never light a stove in the cabin.',
    'It makes carbon monoxide, which has no smell.',
  ]);
  expect(again).not.toHaveProperty('passage');
});

test('a sentence that says another thing than the line it was made from gives way to that line', () => {
  const page =
    'Hiring\nA boat for one hour costs from £14. Bring the oars back dry. Lost something? Life jackets; £3; £9';
  const [price] = judged('What does a boat cost?', page, ['A boat for one hour costs £14.']);
  expect(price?.check).toMatchObject({
    sentence: 'A boat for one hour costs from £14.',
    reason: 'supported, in the words of the page',
  });
  const [oars] = judged('Can I bring the kayak back wet?', page, ['Bring the kayak back dry.']);
  expect(oars?.check?.sentence).toBe('Bring the oars back dry.');
});

test('what was said is not said again with a yes in front that is left out', () => {
  const [first, again] = judged('Are punts hired to students?', 'Punts are hired by the hour.', [
    'Punts are hired by the hour.',
    'Yes, punts are hired by the hour.',
  ]);
  expect(first).toMatchObject({ check: { supported: true } });
  expect(again).toMatchObject({ check: { supported: false, reason: 'said before' }, stop: 'repetition' });
});
