import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../server/base/index.ts';
import {
  type ChatMessage,
  type GenerateEvent,
  type GenerateRequest,
  type GeneratorDeps,
  type ModelFolder,
  openGenerator,
  type RunningGenerator,
} from '../../../server/models/index.ts';
import { testGenerator } from '../../support/models.ts';

const PULL_TIMEOUT_MS = 600_000;
const STORY = ask('Tell me a long story about a lighthouse keeper and her dog.');

let model: ModelFolder;
let generator: RunningGenerator;

beforeAll(async () => {
  model = await testGenerator();
  generator = await open();
}, PULL_TIMEOUT_MS);

afterAll(() => generator?.[Symbol.asyncDispose]());

function open(options: Partial<GeneratorDeps> = {}): Promise<RunningGenerator> {
  return openGenerator({
    log: createLog({ level: 'error', write: () => undefined }),
    model,
    threads: 2,
    ...options,
  });
}

async function openForTest(options: Partial<GeneratorDeps> = {}): Promise<RunningGenerator> {
  const opened = await open(options);
  onTestFinished(() => opened[Symbol.asyncDispose]());
  return opened;
}

function ask(content: string, ...before: ChatMessage[]): ChatMessage[] {
  return [
    { role: 'system', content: 'You answer for a shop, briefly.' },
    ...before,
    { role: 'user', content },
  ];
}

type Heard = { events: GenerateEvent[]; text: string };

/** Listens to one request; `onText` is called with each delta. */
async function hear(
  from: RunningGenerator,
  request: Partial<GenerateRequest> & { messages: ChatMessage[] },
  { signal, onEvent }: { signal?: AbortSignal; onEvent?: (event: GenerateEvent) => void } = {},
): Promise<Heard> {
  const events: GenerateEvent[] = [];
  for await (const event of from.generate({ maxNewTokens: 48, ...request }, signal)) {
    events.push(event);
    onEvent?.(event);
  }
  return { events, text: events.flatMap((event) => (event.type === 'text' ? [event.delta] : [])).join('') };
}

async function say(from: RunningGenerator, messages: ChatMessage[]): Promise<string> {
  return (await hear(from, { messages })).text;
}

test('speaks in order: started, text, finished, with what it took', async () => {
  const { events, text } = await hear(generator, {
    messages: ask('What can I do if my boots are too small?'),
  });
  const promptTokens = await generator.countTokens(ask('What can I do if my boots are too small?'));
  expect(events[0]).toMatchObject({ type: 'started', promptTokens });
  expect(events.slice(1, -1).every((event) => event.type === 'text')).toBe(true);
  expect(events.at(-1)).toMatchObject({ type: 'finished' });
  expect(text).toMatch(/\w+ \w+/);
  expect(text).not.toMatch(/<\||\uFFFD/);
});

test('gives the same text again, after a restart and without the remembered system message', async () => {
  const questions = ['How do I care for leather boots?', 'What is a tent made of?'].map((text) => ask(text));
  const first = [];
  for (const messages of questions) first.push(await say(generator, messages));
  const forgetful = await openForTest({ prefixCacheBytes: 0 });
  for (const [at, messages] of questions.entries()) {
    expect(await say(generator, messages)).toBe(first[at]);
    expect(await say(forgetful, messages)).toBe(first[at]);
  }
});

test('conversations that interleave get what each would get alone', async () => {
  const alone = await openForTest();
  async function converse(from: RunningGenerator, questions: string[]): Promise<string[]> {
    const before: ChatMessage[] = [];
    for (const question of questions) {
      const content = await say(from, ask(question, ...before));
      before.push({ role: 'user', content: question }, { role: 'assistant', content });
    }
    return before.map(({ content }) => content);
  }
  const one = ['Do you sell tents?', 'And for four people?'];
  const two = ['Where is my parcel?', 'It was sent on Monday.'];
  const together = await Promise.all([converse(generator, one), converse(generator, two)]);
  expect(together).toEqual([await converse(alone, one), await converse(alone, two)]);
});

test('cancelled in mid-speech it stops, and the same process serves the next', async () => {
  const pid = generator.pid();
  const controller = new AbortController();
  const speaking = hear(
    generator,
    { messages: STORY, maxNewTokens: 2_000 },
    { signal: controller.signal, onEvent: ({ type }) => type === 'text' && controller.abort() },
  );
  await expect(speaking).rejects.toMatchObject({ code: 'cancelled' });
  expect(await say(generator, ask('Hello'))).not.toBe('');
  expect(generator.pid()).toBe(pid);
});

test('a reader that walks away stops the work too', async () => {
  for await (const event of generator.generate({ messages: STORY, maxNewTokens: 2_000 })) {
    if (event.type === 'text') break;
  }
  expect(await say(generator, ask('Hello'))).not.toBe('');
});

test('killed while it speaks, it fails that turn clearly and serves the next', async () => {
  const mortal = await openForTest();
  const before = mortal.pid();
  const speaking = hear(
    mortal,
    { messages: STORY, maxNewTokens: 500 },
    { onEvent: ({ type }) => type === 'text' && process.kill(mortal.pid() ?? 0, 'SIGKILL') },
  );
  await expect(speaking).rejects.toMatchObject({ code: 'model_crashed' });
  expect(await say(mortal, ask('Hello'))).toBe(await say(generator, ask('Hello')));
  expect(mortal.pid()).not.toBe(before);
});

describe('the queue', () => {
  test('tells positions as they change, takes turns by key and refuses what is too much', async () => {
    const narrow = await openForTest({ queueLimit: 3 });
    const served: string[] = [];
    const positions: Record<string, number[]> = {};
    const request = (name: string, fairnessKey: string) =>
      hear(
        narrow,
        { messages: ask('Hello'), maxNewTokens: 8, fairnessKey },
        {
          onEvent(event) {
            if (event.type === 'queued') positions[name] = [...(positions[name] ?? []), event.position];
            if (event.type === 'started') served.push(name);
          },
        },
      );
    const all = [request('a1', 'a'), request('a2', 'a'), request('a3', 'a'), request('b1', 'b')];
    await expect(request('c1', 'c')).rejects.toMatchObject({ code: 'queue_full' });
    await Promise.all(all);
    expect(served).toEqual(['a1', 'a2', 'b1', 'a3']);
    expect(positions).toEqual({ a2: [1], a3: [2, 3, 2, 1], b1: [2, 1] });
  });

  test('lets go of who leaves it', async () => {
    const controller = new AbortController();
    const first = hear(generator, { messages: STORY });
    const leaving = hear(generator, { messages: STORY, fairnessKey: 'l' }, { signal: controller.signal });
    const last = hear(generator, { messages: ask('Hello'), maxNewTokens: 4, fairnessKey: 'm' });
    await sleep(10);
    controller.abort();
    await expect(leaving).rejects.toMatchObject({ code: 'cancelled' });
    await first;
    expect((await last).events[1]).toEqual({ type: 'queued', position: 1 });
  });
});

test('closing lets the one who is heard finish, and turns away who waits', async () => {
  const closing = await open();
  const heard = hear(closing, { messages: STORY });
  const waiting = hear(closing, { messages: STORY, fairnessKey: 'other' });
  const turnedAway = expect(waiting).rejects.toMatchObject({ code: 'shutting_down' });
  await sleep(10);
  await closing[Symbol.asyncDispose]();
  expect((await heard).events.at(-1)).toMatchObject({ type: 'finished' });
  await turnedAway;
  await expect(hear(closing, { messages: STORY })).rejects.toMatchObject({ code: 'shutting_down' });
});

test('a prompt that does not fit is refused with its size', async () => {
  const refused = hear(generator, { messages: ask('boots '.repeat(4_500)) });
  await expect(refused).rejects.toMatchObject({
    code: 'too_large',
    details: { contextTokens: generator.contextTokens },
  });
});

test('weights that cannot be read make it unavailable, in a sentence', async () => {
  const manifest = { ...model.manifest, graph: 'onnx/missing.onnx' };
  const opening = open({ model: { ...model, manifest } });
  await expect(opening).rejects.toMatchObject({ code: 'model_unavailable' });
});
