import { expect, test } from 'vitest';
import type { ExampleTokenizer, ModelFolder } from '../../../server/models/index.ts';
import { encodeExamples } from '../../../server/tuning/training/encode-examples.ts';
import type { Example, Recipe } from '../../../server/tuning/training/types.ts';

/** A token a character. */
const tokenizer: ExampleTokenizer = {
  encode: (messages) => ({ ids: [...(messages[0]?.content ?? '')].map((_, at) => at), targets: 2 }),
};

const question: Example = {
  id: 'a',
  messages: [
    { role: 'user', content: 'When?' },
    { role: 'assistant', content: 'At nine.' },
  ],
};

function encode(train: Example[], recipe: Partial<Recipe> = {}, kind = 'embedder') {
  const base = { id: 'tiny', manifest: { kind, contextTokens: 64 } } as ModelFolder;
  const contrast = { objective: { kind: 'contrast', scale: 20 }, maxTokens: 40, batchRows: 2 };
  return encodeExamples(tokenizer, {
    base,
    train,
    heldOut: [],
    recipe: { ...contrast, ...recipe } as Recipe,
  });
}

test('a question is a row, its line the next, and lines that do not answer those after it', () => {
  const { train, skipped } = encode([{ ...question, others: ['Here.', 'Closed'] }]);
  expect(train.map(({ rows }) => rows.map(({ ids }) => ids.length))).toEqual([[5, 8, 5, 6]]);
  expect(skipped).toEqual([]);
});

test('one with a text that is too long is left out and named, by its longest text', () => {
  const long = { ...question, id: 'long', others: ['a'.repeat(50)] };
  const { train, skipped } = encode([question, long, { ...question, id: 'b' }]);
  expect(train.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(skipped).toEqual([{ id: 'long', tokens: 50 }]);
});

test.each<[string, Example[], RegExp, Partial<Recipe>?, string?]>([
  [
    'without a line',
    [{ ...question, messages: question.messages.slice(0, 1) }],
    /"a" does not end with an answer/,
  ],
  [
    'with more than one question',
    [{ ...question, messages: [...question.messages, ...question.messages] }],
    /"a" is not one question and the line that answers it/,
  ],
  [
    'with a line alone',
    [{ ...question, messages: question.messages.slice(1) }],
    /"a" is not one question and the line that answers it/,
  ],
  [
    'that stand alone in their step',
    [question, { ...question, id: 'b' }],
    /lines that do not answer/,
    { batchRows: 1 },
  ],
  ['that are a single one', [question], /lines that do not answer/],
  ['of which there are none', [], /holds no examples/],
  ['for a model that is no embedder', [question], /"tiny" is no embedder/, {}, 'generator'],
])('contrasts %s are refused in a sentence', (_, examples, message, recipe, kind) => {
  expect(() => encode(examples, recipe, kind)).toThrow(message);
});
