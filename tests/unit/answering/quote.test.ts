import { expect, test } from 'vitest';
import { type PassageSentence, passageSentences } from '../../../server/answering/passage-sentences.ts';
import { pickQuote } from '../../../server/answering/quote.ts';
import { searchHit } from '../../support/search-hit.ts';

function quote(
  text: string,
  best: string,
  titlePath = ['Swimming'],
  near: readonly string[] = [],
): string | undefined {
  const passage = searchHit({ titlePath, text });
  const ranked = passageSentences(passage).map((sentence: PassageSentence, position: number) => {
    const score = sentence.text === best ? 1 : near.includes(sentence.text) ? 0.9 : 0.1;
    const isNamedRow = sentence.text === best && best.includes('; ');
    return { ...sentence, passage, position, score, cosine: score, isNamedRow };
  });
  return pickQuote(ranked)?.text;
}

test('an item of a list is quoted with the line or the heading that it stands under', () => {
  const rules = 'What is not allowed\n- Glass bottles\n- Dogs in the water';
  expect(quote(rules, '- Dogs in the water')).toBe('What is not allowed:\n- Dogs in the water');
  const bring = 'Your first time\nPlease bring:\n- A towel\n- A coin for the locker';
  expect(quote(bring, '- A coin for the locker')).toBe('Please bring:\n- A coin for the locker');
});

test('a sentence that points back is quoted with what it points to', () => {
  const text = 'Lessons\nThe small pool is 80 cm deep. It is closed on Mondays. Towels cost £2.';
  expect(quote(text, 'It is closed on Mondays.')).toBe(
    'The small pool is 80 cm deep. It is closed on Mondays.',
  );
  expect(quote('Your locker\nLeave it open when you go.\nHave fun.', 'Leave it open when you go.')).toBe(
    'Your locker: Leave it open when you go.',
  );
  expect(quote(text, 'Towels cost £2.')).toBe('Towels cost £2.');
});

test('other than what, is quoted with it', () => {
  const text = 'Paying\nCards in pounds cost nothing extra. Other cards are charged at your bank’s rate.';
  expect(quote(text, 'Other cards are charged at your bank’s rate.')).toBe(
    'Cards in pounds cost nothing extra. Other cards are charged at your bank’s rate.',
  );
  const prices = 'Children’s float\nFor the small pool.\nPrice £9.\nIt is lent at the desk too.';
  expect(quote(prices, 'Price £9.')).toBe('Children’s float: Price £9.');
});

test('what is no sentence is quoted with its heading', () => {
  expect(quote('Sauna\nFrom 16 years.\nBring a towel.', 'From 16 years.')).toBe('Sauna: From 16 years.');
  const most = 'At the door\nTickets are sold from nine. No more than 6 for each person.';
  expect(quote(most, 'No more than 6 for each person.')).toBe('At the door: No more than 6 for each person.');
});

test('a Yes or No is quoted with the question that it answers', () => {
  const text = 'Is there a sauna?\nNo. There is a steam room.';
  expect(quote(text, 'No. There is a steam room.')).toBe('Is there a sauna? No. There is a steam room.');
});

test('the row that was asked for is quoted alone, and rows stand on lines of their own', () => {
  const table = 'Prices\nWho: Adults; Price: £6\nWho: Children; Price: £3';
  expect(quote(table, 'Who: Children; Price: £3')).toBe('Who: Children; Price: £3');
});

test('steps are quoted from the first to the last, and a second sentence of a step stays on its line', () => {
  const steps =
    'How to hire a boat\n1. Choose a boat. All have oars.\n2. Show your card.\n3. Sign the sheet.\nBoats are blue.';
  expect(quote(steps, '2. Show your card.')).toBe(
    'How to hire a boat:\n1. Choose a boat. All have oars.\n2. Show your card.\n3. Sign the sheet.',
  );
});

test('a list under How to is quoted whole, numbered or not', () => {
  const steps = 'How to hire a boat\n- Choose one.\n- Sign the sheet.\nBoats\n- Red ones.\n- Blue ones.';
  expect(quote(steps, '- Sign the sheet.')).toBe('How to hire a boat:\n- Choose one.\n- Sign the sheet.');
  expect(quote(steps, '- Blue ones.')).toBe('Boats:\n- Blue ones.');
});

test('conditions that must all be met are quoted together', () => {
  const rules = 'Hiring\nYou must meet all of these:\n- You can swim.\n- You are 16.\nHelmets are free.';
  expect(quote(rules, '- You are 16.')).toBe('You must meet all of these:\n- You can swim.\n- You are 16.');
});

test('a long numbered list is not quoted whole', () => {
  const words = 'and a few more words about it '.repeat(6).trim();
  const steps = [1, 2, 3, 4].map((step) => `${step}. Step ${step} ${words}.`);
  expect(quote(`Steps\n${steps.join('\n')}`, steps[1] ?? '')).toBe(`Steps:\n${steps[1]}`);
});

test('what stands under a question is quoted as its answer', () => {
  const faq =
    'Can I bring a guest?\nBring one guest a month. The guest pays £4 at the desk.\nIs there a bar?\nYes. It opens at six.';
  expect(quote(faq, 'Bring one guest a month.')).toBe(
    'Bring one guest a month. The guest pays £4 at the desk.',
  );
});

test('a question in a list is the heading of the answer further in', () => {
  const faq = '- How deep is it?\n  - The pool is 2 m deep.\n- Is it warm?\n  - Yes. It has 27 degrees.';
  expect(quote(faq, '- The pool is 2 m deep.')).toBe('How deep is it?\n- The pool is 2 m deep.');
  expect(quote(faq, '- Yes. It has 27 degrees.')).toBe('Is it warm?\n- Yes. It has 27 degrees.');
});

test('the end of a line that looks like a heading is none', () => {
  const text = "Lost keys\nSay: 'I see it is lost. Did you lose it?'\nAsk at the desk for a new key.";
  expect(quote(text, 'Ask at the desk for a new key.')).toBe('Ask at the desk for a new key.');
  expect(passageSentences({ titlePath: ['Lost'], text }).map(({ heading }) => heading)).toEqual([
    'Lost keys',
    'Lost keys',
    'Lost keys',
  ]);
});

test('a short list right after what is quoted comes along, a long one does not', () => {
  const text =
    'Cancelling\nWhat you get back depends on the day.\nWe pay back:\n- A week before: all.\n- A day before: half.';
  expect(quote(text, 'What you get back depends on the day.')).toBe(
    'What you get back depends on the day.\nWe pay back:\n- A week before: all.\n- A day before: half.',
  );
  const long = `${text} ${'And so on with many more words. '.repeat(12)}`;
  expect(quote(long, 'What you get back depends on the day.')).toBe('What you get back depends on the day.');
});

test('the conditions that follow a permission are quoted with it', () => {
  const text =
    'Changing a booking\nYou can change a booking by telephone. We call this a Swap. These conditions must be met:\n- You ask before noon.\n- The boat is free.\nBoats are blue.';
  expect(quote(text, 'You can change a booking by telephone.')).toBe(
    'You can change a booking by telephone. We call this a Swap. These conditions must be met:\n- You ask before noon.\n- The boat is free.',
  );
  const other = text.replace('These conditions must be met:', 'There are many boats:');
  expect(quote(other, 'You can change a booking by telephone.')).toBe(
    'You can change a booking by telephone.',
  );
});

test('a list that is announced is quoted whole, whichever of its items is the closest', () => {
  const rules =
    'Refunds\nWe pay it back. There are three conditions:\n- The seal is whole.\n- You have the slip.\n- It cost over £5.';
  expect(quote(rules, '- You have the slip.')).toBe(
    'There are three conditions:\n- The seal is whole.\n- You have the slip.\n- It cost over £5.',
  );
});

test('what takes some of a sentence back right after it is quoted with it', () => {
  const text = 'What we insure\nBikes, boats and vans of any age. No racing bikes. Ask for an offer.';
  expect(quote(text, 'Bikes, boats and vans of any age.')).toBe(
    'Bikes, boats and vans of any age. No racing bikes.',
  );
});

test('what comes after that is quoted with all that comes before', () => {
  const text =
    'How long we keep it\n10 days. You get a letter on day 7. After that we sell it. Towels cost £2.';
  expect(quote(text, 'After that we sell it.')).toBe(
    'How long we keep it: 10 days. You get a letter on day 7. After that we sell it.',
  );
});

test('a pronoun at the end of a short sentence points back, too', () => {
  const text = 'Old medicines\nBring old medicines to the desk. Please do not post them.';
  expect(quote(text, 'Please do not post them.')).toBe(
    'Bring old medicines to the desk. Please do not post them.',
  );
});

test('a short list of which some items are quoted is quoted whole', () => {
  const sizes =
    'Your size\nMeasure your foot.\n- Small: 20 cm\n- Medium: 24 cm\n- Large: 28 cm\nFins\nRed ones.';
  const near = ['- Small: 20 cm', '- Medium: 24 cm'];
  expect(quote(sizes, 'Measure your foot.', ['Swimming'], near)).toBe(
    'Measure your foot.\n- Small: 20 cm\n- Medium: 24 cm\n- Large: 28 cm',
  );
});

test.each([
  [
    'then',
    'The valve is worn. People then think the pump is broken.',
    'People then think the pump is broken.',
  ],
  ['there', 'We have a kiosk at the jetty. A locker costs £1 there.', 'A locker costs £1 there.'],
  [
    'one',
    'The pool has three slides. Ask and we will open one when it is quiet.',
    'Ask and we will open one when it is quiet.',
  ],
  [
    'the other',
    'The family pool has a slide. Ask in the other pools for a float.',
    'Ask in the other pools for a float.',
  ],
  [
    'it of a condition',
    'We offer you another lesson. If you do not want it, you get your money back.',
    'If you do not want it, you get your money back.',
  ],
])('a sentence that hangs on the one before by its %s is quoted with it', (_word, lines, best) => {
  expect(quote(`Around the pool\n${lines}`, best)).toBe(lines);
});

test.each([
  'If the pump stops, we then send a plumber.',
  'Take your key to the kiosk and swap it there.',
  'There is a slide in the pool.',
  'Ring the bell when nobody is there.',
  'Between two sizes, take the smaller one for caps.',
  'We have two pools, one in town and one at the lake.',
  'If you lose your key, buy one at the kiosk.',
  'No one over 90 kg may use the slide.',
  'The slide is open at one on Sunday.',
  'Two pools are warm, and the other pool is cold.',
  'If you lose your key, we open it for you.',
])('a sentence that has what its words stand for is quoted alone: %s', (best) => {
  expect(quote(`Around the pool\nTowels cost £2. ${best}`, best)).toBe(best);
});

test('the second sentence of an item is quoted with the first that it hangs on', () => {
  const text =
    'Our pools\n- The lagoon: families only, for £2 more. A class takes two hours there.\n- The hall: all ages.';
  expect(quote(text, 'A class takes two hours there.')).toContain('The lagoon: families only, for £2 more.');
});

test('what only answers its heading is quoted with it', () => {
  expect(
    quote('What to bring\nThe class card and a towel.\nCaps are lent.', 'The class card and a towel.'),
  ).toBe('What to bring: The class card and a towel.');
  const where = 'Where vouchers count\nOnline, in our pools and for classes. They never expire.';
  expect(quote(where, 'Online, in our pools and for classes.')).toBe(
    'Where vouchers count: Online, in our pools and for classes.',
  );
  expect(quote('When to come\nThe pool is empty before nine.', 'The pool is empty before nine.')).toBe(
    'The pool is empty before nine.',
  );
});
