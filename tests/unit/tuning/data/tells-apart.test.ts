import { expect, test } from 'vitest';
import type { Asked } from '../../../../server/tuning/data/asked.ts';
import { tellsApart } from '../../../../server/tuning/data/tells-apart.ts';

const asks = (question: string, answer?: string): Asked => ({ question, ...(answer && { answer }) });

test.each([
  ['What time do you open on Saturday?', 'What time do you open on Sunday?'],
  ['Wann öffnen Sie am Samstag?', 'Wann öffnen Sie am Sonntag?'],
  ['How much does the Heron 2 weigh?', 'How much does the Heron 3 weigh?'],
  ['What chest is a size M jacket?', 'What chest is a size L jacket?'],
  ['What EU size is a UK 9?', 'What US size is a UK 9?'],
])('%s asks something else than %s', (one, other) => {
  expect([tellsApart(asks(one), asks(other)), tellsApart(asks(other), asks(one))]).toEqual([true, true]);
});

test.each([
  ['Do you open on 1 January?', 'Are you open on January 1?'],
  ['Is an order over £1,000 insured?', 'Are orders over £1000 insured?'],
  ['Can I return boots?', 'CAN I RETURN MY BOOTS'],
  ['Do you open on Sundays?', 'Are you open on a Sunday?'],
  ['Do you open on Sundays?', 'What is open, and when?'],
])('nothing tells %s from %s', (one, other) => {
  expect(tellsApart(asks(one), asks(other))).toBe(false);
});

test('answers that contradict each other tell apart only what differs in a word', () => {
  const standard = asks('How long does delivery take?', 'It takes 3 to 5 working days.');
  expect(tellsApart(standard, asks('How long does express delivery take?', '1 working day.'))).toBe(true);
  expect(tellsApart(standard, asks('How long will the delivery take?', '1 working day.'))).toBe(false);
  expect(tellsApart(asks('When do you close?', 'At 18:00.'), asks('When do you open?', 'At 9:00.'))).toBe(
    true,
  );
  expect(tellsApart(asks('When do you close?', 'At 18:00.'), asks('When do you shut?', 'At 18.'))).toBe(
    false,
  );
});
