import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '../../../../server/models/index.ts';
import { generateText } from '../../../../server/models/process/generate-text.ts';
import type { GenerateOutcome, SpokenEvent } from '../../../../server/models/process/generator-calls.ts';
import { createPrefixCache } from '../../../../server/models/process/prefix-cache.ts';
import {
  SPELLED,
  type SpellingDecoder,
  type SpellingState,
  spellingDecoder,
  spellingTokenizer,
} from './spelling-model.ts';

type Spoken = GenerateOutcome & { deltas: string[]; text: string; promptTokens: number };

function speaker(decoder: SpellingDecoder, cacheBytes = 1_000_000) {
  const deps = {
    tokenizer: spellingTokenizer,
    decoder,
    prefixCache: createPrefixCache<SpellingState>(cacheBytes, (state) => state.read.length),
    endTokenIds: [SPELLED.end],
    contextTokens: 4_000,
  };
  return async (messages: ChatMessage[], maxNewTokens = 500, signal?: AbortSignal): Promise<Spoken> => {
    const deltas: string[] = [];
    let promptTokens = 0;
    const emit = (event: SpokenEvent) => {
      if (event.type === 'text') deltas.push(event.delta);
      else promptTokens = event.promptTokens;
    };
    const context = { signal: signal ?? new AbortController().signal, emit };
    const outcome = await generateText(deps, { messages, maxNewTokens }, context);
    return { ...outcome, deltas, text: deltas.join(''), promptTokens };
  };
}

const ask = (content: string): ChatMessage[] => [
  { role: 'system', content: 'You are the shop.' },
  { role: 'user', content },
];

test('speaks until the end token, in deltas that never split a character', async () => {
  const reply = 'Grüße, 你好, 👩‍👩‍👧 and 𝕏!';
  const spoken = await speaker(spellingDecoder(() => reply))(ask('hello'));
  expect(spoken).toMatchObject({
    text: reply,
    reason: 'stop',
    tokens: new TextEncoder().encode(reply).length,
  });
  expect(spoken.deltas.length).toBeGreaterThan(2);
  for (const delta of spoken.deltas) expect(delta).not.toMatch(/\uFFFD|[\uD800-\uDBFF]$/);
});

test('stops at the limit, and keeps an unfinished character to itself', async () => {
  const spoken = await speaker(spellingDecoder(() => '1234é'))(ask('hello'), 5);
  expect(spoken).toMatchObject({ text: '1234', reason: 'length', tokens: 5 });
});

test('a control token in mid-speech ends the answer and is never shown', async () => {
  const decoder = spellingDecoder(() => 'Sure.');
  const forged: SpellingDecoder = {
    ...decoder,
    async run(state, ids, maxNewTokens) {
      const { state: next, tokens } = await decoder.run(state, ids, maxNewTokens);
      return {
        state: next,
        tokens: tokens.flatMap((id) => (id === SPELLED.end ? [SPELLED.user, 72, 105] : [id])),
      };
    },
  };
  expect(await speaker(forged)(ask('hello'))).toMatchObject({ text: 'Sure.', reason: 'stop' });
});

test('a sentence said again is not shown again, and ends the answer', async () => {
  const sentence = 'You can return them within thirty days.';
  const spoken = await speaker(spellingDecoder(() => `${sentence} `.repeat(50)))(ask('hello'));
  expect(spoken).toMatchObject({ reason: 'repetition', text: sentence });
});

test('a loop of a few words ends the answer', async () => {
  const spoken = await speaker(spellingDecoder(() => 'no '.repeat(200)))(ask('hello'));
  expect(spoken.reason).toBe('repetition');
  expect(spoken.tokens).toBeLessThan(100);
});

test('a sentence that only begins as an earlier one is shown whole', async () => {
  const reply = 'You can return boots within a month. You can return tents, too. You can return';
  expect((await speaker(spellingDecoder(() => reply))(ask('hello'))).text).toBe(reply);
});

test('what does not fit is refused with the numbers, before any work', async () => {
  const decoder = spellingDecoder(() => 'yes');
  await expect(speaker(decoder)(ask('x'.repeat(3_900)), 100)).rejects.toMatchObject({
    code: 'too_large',
    details: { promptTokens: 3_922, maxNewTokens: 100, contextTokens: 4_000 },
  });
  expect(decoder.runs).toEqual([]);
});

test('a cancelled request ends before its next run', async () => {
  const controller = new AbortController();
  const decoder = spellingDecoder(() => 'word '.repeat(10));
  const run = decoder.run;
  decoder.run = (state, ids, maxNewTokens) => {
    if (decoder.runs.length === 1) controller.abort();
    return run(state, ids, maxNewTokens);
  };
  const speaking = speaker(decoder)(ask('hello'), 500, controller.signal);
  await expect(speaking).rejects.toMatchObject({ code: 'cancelled' });
  expect(decoder.runs).toHaveLength(2);
});

test('a long prompt is read in bounded pieces', async () => {
  const decoder = spellingDecoder((prompt) => String(prompt.length));
  const spoken = await speaker(decoder)([{ role: 'user', content: 'x'.repeat(1_500) }]);
  expect(spoken.text).toBe('1500');
  expect(decoder.runs.map((run) => run.tokens)).toEqual([512, 512, 479, 1]);
});

describe('the remembered system message', () => {
  test('is read once, and changes nothing but the work', async () => {
    const reply = (prompt: string) => `I heard: ${prompt}`;
    const decoder = spellingDecoder(reply);
    const speak = speaker(decoder);
    const first = await speak(ask('one'));
    const runsOfFirst = decoder.runs.length;
    const again = await speak(ask('one'));
    expect(again.text).toBe(first.text);
    expect(decoder.runs.length - runsOfFirst).toBe(runsOfFirst - 1);
    expect((await speaker(spellingDecoder(reply), 0)(ask('one'))).text).toBe(first.text);
  });

  test('never carries one conversation into another: interleaved as alone', async () => {
    const reply = (prompt: string) => `Heard ${prompt.length}: ${prompt.slice(-40)}`;
    const conversations = ['returns', 'a much longer question about delivery', 'opening hours'].map((topic) =>
      [1, 2, 3].map((turn) => ask(`${topic} ${'again '.repeat(turn)}`)),
    );
    const alone = await Promise.all(
      conversations.map((turns) => {
        const speak = speaker(spellingDecoder(reply));
        return Promise.all(turns.map((turn) => speak(turn)));
      }),
    );
    const shared = speaker(spellingDecoder(reply));
    const together = await Promise.all(
      conversations.map((turns) => Promise.all(turns.map((turn) => shared(turn)))),
    );
    const texts = (spoken: Spoken[][]) => spoken.map((turns) => turns.map(({ text }) => text));
    expect(texts(together)).toEqual(texts(alone));
  });

  test('is forgotten when the budget is over, oldest first', () => {
    const cache = createPrefixCache<{ size: number }>(10, ({ size }) => size);
    cache.put([1], { size: 4 });
    cache.put([2], { size: 4 });
    expect(cache.get([1])).toBeDefined();
    cache.put([3], { size: 4 });
    cache.put([4], { size: 11 });
    expect([1, 2, 3, 4].filter((id) => cache.get([id]))).toEqual([1, 3]);
  });
});
