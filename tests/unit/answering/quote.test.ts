import { expect, test } from 'vitest';
import { type PassageSentence, passageSentences } from '../../../server/answering/passage-sentences.ts';
import { pickQuote } from '../../../server/answering/quote.ts';
import { searchHit } from '../../support/search-hit.ts';

function quote(text: string, best: string, titlePath = ['Swimming']): string | undefined {
  const passage = searchHit({ titlePath, text });
  const ranked = passageSentences(passage).map((sentence: PassageSentence, position: number) => {
    const score = sentence.text === best ? 1 : 0.1;
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

test('what is no sentence is quoted with its heading', () => {
  expect(quote('Sauna\nFrom 16 years.\nBring a towel.', 'From 16 years.')).toBe('Sauna: From 16 years.');
});

test('a Yes or No is quoted with the question that it answers', () => {
  const text = 'Is there a sauna?\nNo. There is a steam room.';
  expect(quote(text, 'No. There is a steam room.')).toBe('Is there a sauna? No. There is a steam room.');
});

test('the row that was asked for is quoted alone, and rows stand on lines of their own', () => {
  const table = 'Prices\nWho: Adults; Price: £6\nWho: Children; Price: £3';
  expect(quote(table, 'Who: Children; Price: £3')).toBe('Who: Children; Price: £3');
});
