import { describe, expect, test } from 'vitest';
import {
  adviseCorrection,
  claimsAreIn,
  keyFacts,
} from '../../../server/tuning/corrections/advise-correction.ts';

const DELIVERY = {
  passageId: 'p1',
  documentId: 'd1',
  titlePath: ['Delivery', 'Standard'],
  text: 'Standard delivery takes three working days. Standard delivery costs £4. Express delivery costs £9.',
};

const advise = (
  before: string,
  after: string,
  rest: { question?: string; kind?: 'model' | 'quote' | 'refusal' | 'approved' } = {},
) =>
  adviseCorrection({
    question: rest.question ?? 'How much does standard delivery cost?',
    before,
    after,
    kind: rest.kind ?? 'model',
    passages: [DELIVERY],
    organisation: 'Shop',
  });

describe('where a correction belongs', () => {
  test.each([
    ['another price', 'Standard delivery costs £4. [1]', 'Standard delivery costs £5.', 'fact'],
    ['another time', 'It takes three working days.', 'Standard delivery takes four working days.', 'fact'],
    ['a date', 'Standard delivery costs £4.', 'Standard delivery is free from 3 March.', 'fact'],
    ['a name', 'Standard delivery costs £4.', 'Ask our carrier Postwings about the price.', 'fact'],
    ['an address', 'Standard delivery costs £4.', 'Write to prices@shop.example about that.', 'fact'],
    ['the opposite', 'Yes, we deliver on Sundays.', 'No, we do not deliver on Sundays.', 'fact'],
    ['shorter', 'Standard delivery takes three working days. It costs £4.', 'It costs £4.', 'lesson'],
    ['what the documents say', 'Express delivery costs £9.', 'Standard delivery costs £4.', 'lesson'],
    ['a no before it', 'Yes, it costs £4.', 'No, express delivery costs £9.', 'lesson'],
    ['politer', 'Standard costs £4.', 'Gladly: standard delivery costs £4.', 'lesson'],
  ])('%s', (_, before, after, route) => {
    expect(advise(before, after).route).toBe(route);
  });

  test('what nobody has written down is a fact, also without a number', () => {
    const question = 'Can my dog come into the shop?';
    const after = 'Dogs are welcome when they stay calm and on a lead.';
    expect(advise('I could not find this.', after, { question, kind: 'refusal' }).route).toBe('fact');
  });

  test('what stands on a page that was not found for the question is taught, unless what was found says otherwise', () => {
    const question = 'May I bring my own bag?';
    const after = 'Express delivery costs £9.';
    const found = { ...DELIVERY, passageId: 'p2', titlePath: ['Bags'], text: 'Bags of paper cost nothing.' };
    const route = (passages: (typeof DELIVERY)[]) =>
      adviseCorrection({
        question,
        before: 'Bags of paper cost nothing.',
        after,
        kind: 'model',
        passages,
        elsewhere: [DELIVERY],
        organisation: 'Shop',
      }).route;
    expect(route([found])).toBe('lesson');
    const wrong = { ...found, text: 'Express delivery costs £7.' };
    expect(route([wrong])).toBe('fact');
  });

  test('an approved answer is changed where it stands', () => {
    expect(advise('It costs £4.', 'It costs £5.', { kind: 'approved' }).route).toBe('approved');
  });

  test('names what differs, and the passage that says otherwise with the correction in its place', () => {
    const { differences, replaces } = advise('It costs £4.', 'Standard delivery costs £5.');
    expect(differences).toContain('5 gbp');
    expect(replaces).toMatchObject({
      passageId: 'p1',
      edited:
        'Standard delivery takes three working days. Standard delivery costs £5. Express delivery costs £9.',
    });
  });

  test('a passage about something else stays', () => {
    expect(
      advise('I do not know.', 'A bicycle rack for 2 bicycles stands outside.').replaces,
    ).toBeUndefined();
  });
});

test('a test asks for the values as they are written', () => {
  const after = 'It costs £1,250.50 and takes 3 days, ask Postwings.';
  expect(keyFacts(after, ['1250.5 gbp', '3 day', 'Postwings'])).toEqual(['3', 'Postwings']);
  expect(keyFacts('Open from 9:30, £12 a day', ['09:30', '12 gbp'])).toContain('£12');
});

test('an answer says what a correction says when its values are there', () => {
  expect(claimsAreIn('Standard delivery costs £5.', 'It is £5 for standard delivery. [1]')).toBe(true);
  expect(claimsAreIn('Standard delivery costs £5.', 'Standard delivery costs £4.')).toBe(false);
});
