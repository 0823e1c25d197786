import { expect, test } from 'vitest';
import { GENERAL_REQUESTS } from '../../../../server/tuning/replay/general-requests.ts';
import { makeReplayRows } from '../../../../server/tuning/replay/make-replay-rows.ts';
import { fakeEmbedder, fakeGenerator, type Script } from '../../../support/fake-models.ts';

const asked = ([message]: Parameters<Script>[0]) => message?.content ?? '';
const echo: Script = (messages) => `I was asked: ${asked(messages)}`;
const base = { others: 360, share: 0.1, tests: [], seed: 1 };

function make(script: Script, change: Partial<Parameters<typeof makeReplayRows>[1]> = {}) {
  const generator = fakeGenerator(script);
  const made = makeReplayRows({ embedder: fakeEmbedder() }, { ...base, generator, ...change });
  return made.then((rows) => ({ ...rows, requests: generator.requests }));
}
const questions = (rows: readonly { question: string }[]) => rows.map(({ question }) => question);

test('a share of all that is learned is what the untuned model says, in plain chat form, twelve more kept aside', async () => {
  const { kept, dropped, wanted } = await make(echo);
  const train = kept.filter(({ split }) => split === 'train');
  expect(wanted).toBe(40);
  expect(train).toHaveLength(40);
  expect(kept).toHaveLength(52);
  expect(dropped).toEqual([]);
  for (const { part, question, messages, who, documents } of kept) {
    expect({ part, who, documents }).toEqual({
      part: 'replay',
      who: 'model: fake-generator',
      documents: [],
    });
    expect(messages).toEqual([
      { role: 'user', content: question },
      { role: 'assistant', content: `I was asked: ${question}` },
    ]);
  }
  const aside = new Set(questions(kept.filter(({ split }) => split === 'held-out')));
  for (const kind of Object.values(GENERAL_REQUESTS)) {
    expect(kind.some((request) => aside.has(request))).toBe(true);
  }
});

test('a seed makes the same rows again and another seed others; a larger share keeps the same ones aside', async () => {
  const aside = ({ kept }: Awaited<ReturnType<typeof make>>) =>
    questions(kept.filter(({ split }) => split === 'held-out'));
  const first = await make(echo);
  expect((await make(echo)).kept).toEqual(first.kept);
  expect(questions((await make(echo, { seed: 2 })).kept)).not.toEqual(questions(first.kept));
  expect(aside(await make(echo, { share: 0.15 }))).toEqual(aside(first));
});

test('no share asks nothing; a share larger than there are requests takes all of them', async () => {
  expect(await make(echo, { share: 0 })).toEqual({ kept: [], dropped: [], wanted: 0, requests: [] });
  const all = Object.values(GENERAL_REQUESTS).flat();
  const { kept, wanted } = await make(echo, { share: 0.3 });
  expect(kept).toHaveLength(all.length);
  expect(wanted).toBeGreaterThan(all.length);
});

test('what runs on is cut after a whole sentence; loops, silence and what never ends are dropped with the reason', async () => {
  const said: Record<string, string> = {
    on: `It is so. ${'And on and '.repeat(60)}`,
    loop: 'Yes it is. Yes it is.',
    items: '1. **Walking**\n2. Walking',
    nothing: '',
    endless: 'word '.repeat(60),
    list: `1. Apples\n2. Pears\n3. ${'more '.repeat(60)}`,
    fine: 'Paris',
  };
  const { kept, dropped, requests } = await make((messages) => said[asked(messages)] ?? '', {
    requests: { all: Object.keys(said) },
  });
  const answers = Object.fromEntries(
    kept.map(({ question, messages }) => [question, messages.at(-1)?.content]),
  );
  expect(answers).toEqual({ on: 'It is so.', list: '1. Apples\n2. Pears', fine: 'Paris' });
  expect(Object.fromEntries(dropped.map(({ question, reason }) => [question, reason]))).toEqual({
    loop: 'the untuned model repeats itself',
    items: 'the untuned model repeats itself',
    nothing: 'the untuned model says nothing to it',
    endless: 'no sentence ends within 48 tokens',
  });
  expect(requests.every(({ maxNewTokens }) => maxNewTokens === 48)).toBe(true);
});

test('what is tested is neither asked nor taught', async () => {
  const { kept, dropped, requests } = await make(echo, { tests: ['name three fruits!'], share: 0.3 });
  expect(dropped).toMatchObject([
    { question: 'Name three fruits.', reason: expect.stringContaining('test question') },
  ]);
  expect(questions(kept)).not.toContain('Name three fruits.');
  expect(requests.map(({ messages }) => messages[0]?.content)).not.toContain('Name three fruits.');
});
