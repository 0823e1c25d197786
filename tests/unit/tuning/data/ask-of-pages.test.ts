import { expect, test } from 'vitest';
import { askOfPage } from '../../../../server/tuning/data/ask-of-pages.ts';

function asked(heading: string, text: string): string[] {
  const page = {
    passageId: 'p',
    documentId: 'd',
    documentName: 'help.md',
    position: 0,
    titlePath: ['Help', heading],
    text,
  };
  return askOfPage(page).map(({ question, answer }) => `${question} => ${answer}`);
}

test.each([
  ['Prices', 'A spare handle costs £12.', 'How much does a spare handle cost? => A spare handle costs £12.'],
  [
    'Prices',
    'Our glazing service costs £30.',
    'How much does your glazing service cost? => Our glazing service costs £30.',
  ],
  [
    'Times',
    'A pottery lesson takes 2 hours.',
    'How long does a pottery lesson take? => A pottery lesson takes 2 hours.',
  ],
  [
    'Terms',
    'A gift token is valid for 3 years.',
    'How long is a gift token valid? => A gift token is valid for 3 years.',
  ],
  ['Rules', 'You can bring your own clay.', 'Can I bring my own clay? => You can bring your own clay.'],
  ['Rules', 'We do not post fragile vases.', 'Do you post fragile vases? => We do not post fragile vases.'],
  ['Rules', 'Never heat lead glass.', 'May I heat lead glass? => Never heat lead glass.'],
  [
    'Do you fire my own pots?',
    'Yes. We fire pots on Mondays.',
    'Do you fire my own pots? => Yes. We fire pots on Mondays.',
  ],
  [
    'How to glaze your bowl',
    '1. Clean it.\n2. Dip it once.',
    'How do I glaze my bowl? => Clean it. Dip it once.',
  ],
  [
    'Kilns',
    'Kiln: Small kiln; Price: £40; Room: 2',
    'What is the price for Small kiln? => The price for Small kiln is £40.',
  ],
])('%s: %s', (heading, text, expected) => {
  expect(asked(heading, text)).toContain(expected);
});

test.each([
  ['points elsewhere', 'It costs £12 in every shop.'],
  ['is half a thought', 'Each costs £8.'],
  ['has a condition that the question would lose', 'Never open a kiln until it is cold.'],
  ['has no end mark', 'You can bring your own clay'],
  ['asks after a number that is in it', 'We deliver to 31 towns.'],
])('nothing is asked of what %s', (_, text) => {
  expect(asked('Prices', text)).toEqual([]);
});
