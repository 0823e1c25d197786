import { describe, expect, test } from 'vitest';
import { findDisagreement, readSentences } from '../../../server/insight/overlaps/compare-sentences.ts';

const compare = (one: string, other: string, headings: [string, string] = ['Returns', 'Returns']) =>
  findDisagreement(
    readSentences({ titlePath: [headings[0]], text: one }),
    readSentences({ titlePath: [headings[1]], text: other }),
  )?.kind;

describe('two sentences about the same cannot both be right when', () => {
  test.each([
    ['You can return unworn boots within 30 days.', 'You can return unworn boots within 14 days.', 'value'],
    ['Standard delivery costs £4.', 'Standard delivery costs £5.50.', 'value'],
    ['The shop in Leeds opens at 9:00.', 'The shop in Leeds opens at 10:00.', 'value'],
    ['The sale ends on Monday.', 'The sale ends on Friday.', 'value'],
    ['Boots worn outside can be returned.', 'Boots worn outside cannot be returned.', 'negation'],
  ])('%s – %s', (one, other, kind) => {
    expect(compare(one, other)).toBe(kind);
    expect(compare(other, one)).toBe(kind);
  });
});

describe('nothing is said of sentences', () => {
  test.each([
    ['that are the same', 'Delivery costs £4.', 'Delivery costs £4.'],
    ['about different things', 'Standard delivery costs £4.', 'Express delivery costs £9.'],
    ['that share only their unit', 'You know within 5 working days.', 'We answer within 2 working days.'],
    ['about different days', 'On Monday the shop opens at 9:00.', 'On Friday the shop opens at 10:00.'],
    ['about different models', 'The Drover 35 weighs 900 g.', 'The Drover 45 weighs 1200 g.'],
    ['with values of other kinds', 'A voucher holds 2 years.', 'A voucher holds 100 pounds.'],
    ['of which one says more', 'Boots can be returned.', 'Boots can be returned within 30 days.'],
  ])('%s: %s – %s', (_what, one, other) => {
    expect(compare(one, other)).toBeUndefined();
  });

  test('under headings that name different things', () => {
    const sentences = [
      'They can be returned within 30 days.',
      'They can be returned within 14 days.',
    ] as const;
    expect(compare(...sentences, ['Boots', 'Tents'])).toBeUndefined();
    expect(compare(...sentences, ['Boots', 'Boots in the sale'])).toBe('value');
  });
});
