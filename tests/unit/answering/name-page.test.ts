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
  expect(namer('What does a boat cost?')('It costs £9.', otter)).toBe('Otter 2: It costs £9.');
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
  expect(namePage('It costs £9.', otter)).toContain('Otter 2: ');
  expect(namePage('Bring a towel.', otter)).toBe('Bring a towel.');
});
