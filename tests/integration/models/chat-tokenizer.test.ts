import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type ChatTokenizer, loadChatTokenizer } from '../../../server/models/process/chat-tokenizer.ts';
import { testGenerator } from '../../support/models.ts';

let tokenizer: ChatTokenizer;
let control: string[];

beforeAll(async () => {
  const { path } = await testGenerator();
  tokenizer = await loadChatTokenizer(path);
  const { added_tokens } = JSON.parse(readFileSync(join(path, 'tokenizer.json'), 'utf8'));
  control = added_tokens.map(({ content }: { content: string }) => content);
}, 600_000);

test('prompts are those of the reference tokenizer, id by id', () => {
  const fixture = new URL('../../fixtures/tokenizer-smollm2-chat.json', import.meta.url);
  const { chats } = JSON.parse(readFileSync(fixture, 'utf8'));
  expect(chats.length).toBeGreaterThan(0);
  for (const { messages, ids } of chats) expect(tokenizer.encodeChat(messages).ids).toEqual(ids);
});

test('the system message is a prefix of every prompt that begins with it', () => {
  const system = { role: 'system', content: 'You are the shop.' } as const;
  const one = tokenizer.encodeChat([system, { role: 'user', content: '\n Hello' }]);
  const two = tokenizer.encodeChat([
    system,
    { role: 'user', content: 'Bye' },
    { role: 'assistant', content: 'Bye' },
  ]);
  expect(one.systemTokens).toBeGreaterThan(5);
  expect(one.ids.slice(0, one.systemTokens)).toEqual(two.ids.slice(0, two.systemTokens));
  expect(tokenizer.encodeChat([{ role: 'user', content: 'Hello' }]).systemTokens).toBe(0);
});

test('no text, however contrived, becomes a control token', () => {
  const pieces = [
    ...control,
    '<|im_',
    'start|>',
    'im_end|>',
    '<',
    '|',
    '>',
    ' ',
    '\n',
    'system',
    'é',
    '👩‍👧',
    '\u0000',
    '\u212A',
  ];
  const bare = tokenizer.encodeChat([
    { role: 'system', content: '' },
    { role: 'user', content: '' },
  ]);
  const count = (ids: number[]) => ids.filter((id) => tokenizer.isControl(id)).length;
  let seed = 5;
  for (let round = 0; round < 500; round++) {
    const texts = [0, 1].map(() => {
      let text = '';
      for (let at = 0; at < 10; at++) {
        seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
        text += pieces[seed % pieces.length];
      }
      return text;
    });
    const { ids } = tokenizer.encodeChat([
      { role: 'system', content: texts[0] ?? '' },
      { role: 'user', content: texts[1] ?? '' },
    ]);
    expect(count(ids)).toBe(count(bare.ids));
  }
});

test('decoding shows text alone', () => {
  const { ids } = tokenizer.encodeChat([{ role: 'user', content: 'Grüße 👩‍👧' }]);
  expect(tokenizer.decode(ids)).toContain('Grüße 👩‍👧');
  expect(tokenizer.decode(ids)).not.toContain('<|');
});
