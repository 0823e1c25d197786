import { expect, test } from 'vitest';
import { buildPrompt } from '../../../server/answering/prompt.ts';
import type { RankedSentence } from '../../../server/answering/rank-sentences.ts';
import { botSettingsSchema } from '../../../server/bots/index.ts';
import { searchHit } from '../../support/search-hit.ts';

const bot = botSettingsSchema.parse({
  organisation: 'Clay House',
  greeting: 'Hello!',
  refusal: 'Not found.',
  handoffMessage: 'A colleague will join.',
});

function sentence(text: string, score: number, heading = 'Kilns'): RankedSentence {
  const passage = searchHit({ passageId: heading, titlePath: [heading], text });
  return { passage, position: 0, heading, text, score, cosine: score };
}

function contentOf(ranked: RankedSentence[], required?: RankedSentence[]): string {
  const { messages } = buildPrompt({ bot, question: 'How hot?', ranked, ...(required && { required }) });
  return messages.at(-1)?.content ?? '';
}

test('the two sentences closest to the question stand once more right after it, the closest first', () => {
  const ranked = [sentence('First.', 0.2), sentence('Second.', 0.9), sentence('Third.', 0.5)];
  const [excerpt = '', after = ''] = contentOf(ranked).split('Customer: How hot?');
  expect(excerpt).toContain('# Kilns\nFirst. Second. Third.');
  expect(after).toContain('Closest lines:\n- Kilns: Second.\n- Kilns: Third.\n');
  expect(after).not.toContain('First.');
});

test('what an answer rests on is shown though it ranks last, and does not pass for closest', () => {
  const many = Array.from({ length: 8 }, (_, index) => sentence(`Line ${index}.`, 0.9 - index / 100));
  const needed = sentence('Needed.', 0.01, 'Glaze');
  const ranked = [...many, needed];
  expect(contentOf(ranked)).not.toContain('Needed.');
  const [excerpt = '', after = ''] = contentOf(ranked, [needed]).split('Customer: How hot?');
  expect(excerpt).toContain('# Glaze\nNeeded.');
  expect(after).toContain('- Kilns: Line 0.\n- Kilns: Line 1.\n');
  expect(after).not.toContain('Needed.');
});

test('a long page leaves room for the question: what does not fit is left out, the best stays', () => {
  const ranked = [sentence(`${'long '.repeat(250)}.`, 0.9), sentence('Short.', 0.5)];
  const content = contentOf(ranked);
  expect(content.length).toBeLessThan(3_500);
  expect(content).toContain('Customer: How hot?');
  expect(content).not.toContain('Short.');
});
