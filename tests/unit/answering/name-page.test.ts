import { expect, test } from 'vitest';
import { createPageNamer } from '../../../server/answering/name-page.ts';
import { searchHit } from '../../support/search-hit.ts';

const otter = searchHit({
  documentId: 'otter',
  titlePath: ['Otter 2: all you need to know', 'Hire'],
  text: 'You can hire the Otter 2 by the hour. It costs £9.',
});
const heron = searchHit({
  documentId: 'heron',
  titlePath: ['Fees for families'],
  text: 'With the Heron you pay £5 less. A life jacket costs £2.',
});

function namer(searched: string) {
  return createPageNamer({ searched, hits: [otter, heron], organisation: 'Mere Boats' });
}

test('what is taken from a page on one thing among several says which, where nobody named it', () => {
  expect(namer('What does a boat cost?')('It costs £9.', otter)).toBe('Otter 2, Hire: It costs £9.');
  expect(namer('What does the otter cost?')('It costs £9.', otter)).toBe('It costs £9.');
  expect(namer('What does a boat cost?')('You can hire the Otter 2 by the hour.', otter)).toBe(
    'You can hire the Otter 2 by the hour.',
  );
});

test('a page that says nothing of what the question names is named, too', () => {
  const namePage = namer('What does a life jacket cost with the Otter?');
  expect(namePage('A life jacket costs £2.', heron)).toBe('Fees for families: A life jacket costs £2.');
  expect(namer('What does a life jacket cost?')('A life jacket costs £2.', heron)).toBe(
    'A life jacket costs £2.',
  );
});

test('a page is named once for what is taken from it in a row', () => {
  const namePage = namer('What does a boat cost?');
  expect(namePage('It costs £9.', otter)).toContain('Otter 2, Hire: ');
  expect(namePage('Bring a towel.', otter)).toBe('Bring a towel.');
});

test('what neither its page nor its heading shares with the question says where it stands', () => {
  const care = searchHit({
    documentId: 'care',
    titlePath: ['Looking after oars: a guide', 'Varnish'],
    text: 'Rub in a spoonful and let it dry.\nMould\nWipe with vinegar.',
  });
  const namePage = namer('How do I mend a hole in my sail?');
  expect(namePage('Rub in a spoonful and let it dry.', care)).toBe(
    'Looking after oars, Varnish: Rub in a spoonful and let it dry.',
  );
  expect(namePage('Wipe with vinegar.', care)).toBe('Mould: Wipe with vinegar.');
  expect(namer('Which varnish is best?')('Rub in a spoonful and let it dry.', care)).toBe(
    'Rub in a spoonful and let it dry.',
  );
});

test('a line with little of the question says its heading, where that has none of it, though the page is about it', () => {
  const oars = searchHit({
    documentId: 'oars',
    titlePath: ['Oars'],
    text: 'If one breaks\nBring us both halves.\nSizes\nOars for a skiff are 2.4 m long.',
  });
  const namePage = namer('Do you have oars for left-handed rowers?');
  expect(namePage('Bring us both halves.', oars)).toBe('If one breaks: Bring us both halves.');
  expect(namer('My oar breaks, what now?')('Bring us both halves.', oars)).toBe('Bring us both halves.');
  expect(namer('How long are oars for a skiff?')('Oars for a skiff are 2.4 m long.', oars)).toBe(
    'Oars for a skiff are 2.4 m long.',
  );
});

test('words that a model took over from the question do not make its line about that', () => {
  const damage = searchHit({
    documentId: 'damage',
    titlePath: ['Renting equipment', 'Dirt'],
    text: 'A dirty tent costs £15.',
  });
  const namePage = namer('How much do I get for a used canvas tent?');
  expect(namePage('A used canvas tent costs £15.', damage)).toBe(
    'Renting equipment, Dirt: A used canvas tent costs £15.',
  );
});

test('a page that is named for its thing tells the heading, too, where nobody asked for that', () => {
  const hire = searchHit({
    documentId: 'otter',
    titlePath: ['Otter 2: all you need to know', 'Guarantee'],
    text: '10 years on the hull. You can hire the Otter 2.',
  });
  const namePage = createPageNamer({
    searched: 'What can I do about a leak?',
    hits: [otter, hire],
    organisation: 'Mere Boats',
  });
  expect(namePage('10 years on the hull.', hire)).toBe('Otter 2, Guarantee: 10 years on the hull.');
});

test('a page of a year that is over is named with it', () => {
  const fees = searchHit({
    documentId: 'fees',
    titlePath: ['Fees of the clinic (2022)'],
    text: 'A check costs £20.',
  });
  const named = (year: number) =>
    createPageNamer({ searched: 'What does a check cost?', hits: [fees], organisation: 'Clinic', year });
  expect(named(2026)('A check costs £20.', fees)).toBe('Fees of the clinic (2022): A check costs £20.');
  expect(named(2022)('A check costs £20.', fees)).toBe('A check costs £20.');
});

test('a row whose name says not of what it is has its heading, unless its name was asked for', () => {
  const jetties = searchHit({
    documentId: 'jetties',
    titlePath: ['Our jetties'],
    text: 'Boats leave every hour.\nOpening hours\nSaturday; North jetty: 9am to 5pm; South jetty: closed\nSunday; North jetty: closed; South jetty: closed',
  });
  const row = 'Saturday; North jetty: 9am to 5pm';
  const namerOf = (searched: string) =>
    createPageNamer({ searched, hits: [jetties], organisation: 'Mere Boats' });
  expect(namerOf('Is there a café at the north jetty?')(row, jetties)).toBe(`Opening hours: ${row}`);
  expect(namerOf('When is the north jetty open on a Saturday?')(row, jetties)).toBe(row);
});
