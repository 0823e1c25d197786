import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactPersonalData } from '../../../server/base/index.ts';

describe('redacting personal data', () => {
  test.each([
    ['Write to jo.o’neil+shop@mail.example.co.uk please', 'Write to jo.o’[e-mail] please'],
    ['My IBAN is DE89 3704 0044 0532 0130 00.', 'My IBAN is [account].'],
    ['Card 4111 1111 1111 1111, exp 12/27', 'Card [card], exp 12/27'],
    ['Call me on +44 20 7946 0958 after six', 'Call me on [phone] after six'],
    ['Call 01632 960 420.', 'Call [phone].'],
    ['or (0)30 1234567?', 'or (0)30 1234567?'],
    ['Ring 030/12345678!', 'Ring [phone]!'],
    ['Text (555) 234-5678', 'Text [phone]'],
    ['I live at 12 Mill Lane, Stonebeck LA9 4QT', 'I live at [address]'],
    ['Lieferung an Gartenstraße 12a, 80331 München', 'Lieferung an [address]'],
  ])('%s', (text, redacted) => expect(redactPersonalData(text)).toBe(redacted));

  test.each([
    'Order LL-2024-0012345 from 12.03.2024 cost £1,340.00',
    'My order number 0123456789 has not come',
    'Order #4111111111111112',
    'Open 8:30 to 18:00, closed 24-12-2025 to 01-01-2026',
    'IBAN DE00 3704 0044 0532 0130 00 is mistyped',
    'The Corrie weighs 1120 g, article 0049 1234 5678',
    'We have 6 stores and 12 courses in May Street style',
  ])('what is no personal data stays: %s', (text) => expect(redactPersonalData(text)).toBe(text));

  test('what is public stays, also beside what is not', () => {
    const text = 'help@shop.example, not me@home.example';
    const isPublic = (value: string) => value === 'help@shop.example';
    expect(redactPersonalData(text, isPublic)).toBe('help@shop.example, not [e-mail]');
  });

  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[0-9 +()./-]{0,30}$/),
    fc.emailAddress(),
    fc.constantFrom(
      '[card]',
      ' 4111 1111 1111 1111',
      'DE89370400440532013000',
      '12 Mill Lane',
      'order ',
      ' 0',
    ),
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

  test('twice is once, and the text never grows much', () => {
    fc.assert(
      fc.property(text, (given) => {
        const once = redactPersonalData(given);
        expect(redactPersonalData(once)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(2 * given.length + 10);
      }),
      { numRuns: 300 },
    );
  });
});
