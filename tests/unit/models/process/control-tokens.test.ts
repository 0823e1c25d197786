import { expect, test } from 'vitest';
import { controlTokens, defuse } from '../../../../server/models/process/control-tokens.ts';

const ADDED = ['<|im_start|>', '<|im_end|>', '<|endoftext|>', '<repo_name>', '|>a<|'].map((content, id) => ({
  id,
  content,
  special: true,
}));
const control = controlTokens([
  ...ADDED,
  { id: 5, content: '<think>', special: false },
  { id: 6, content: 'ordinary', special: false },
]);

test('whatever is pieced together from control tokens, none is left', () => {
  const pieces = [
    '<|im_start|>',
    '<|im_end|>',
    '<|im_',
    'start|>',
    'end|>',
    '<',
    '|',
    '>',
    'a',
    '|>a<|',
    '<think>',
    ' ',
  ];
  let seed = 11;
  for (let round = 0; round < 2_000; round++) {
    let text = '';
    for (let at = 0; at < 8; at++) {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      text += pieces[seed % pieces.length];
    }
    const safe = defuse(text, control);
    for (const { content } of ADDED) expect(safe).not.toContain(content);
    expect(safe).not.toContain('<think>');
    expect(safe.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  }
});

test('ordinary text is left alone', () => {
  const text = 'Is 3 < 4 | 5 > 2? It is <b>ordinary</b>.';
  expect(defuse(text, control)).toBe(text);
  expect(control.ids.has(6)).toBe(false);
});
