import { DefaultChatTransport, readUIMessageStream, type UIMessage } from 'ai';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SESSION_HEADER } from '../../../server/contract/index.ts';
import { createTestApp, TEST_BOT_ID, type TestApp } from '../../support/app.ts';

const ANSWER = 'Boots worn outside cannot be returned. [1]';
const question = 'Can I return boots worn outside?';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await createTestApp({ script: ANSWER });
});
afterAll(() => testApp[Symbol.asyncDispose]());

/** The clients' own HTTP, without a socket. */
const throughApp = async (input: string | URL | Request, init?: RequestInit) =>
  await testApp.app.request(input instanceof URL ? input.href : input, init);

describe('the ai package, as useChat uses it', () => {
  const session = 'B'.repeat(43);
  const transport = () =>
    new DefaultChatTransport<UIMessage>({
      api: 'http://localhost/api/chat',
      headers: { [SESSION_HEADER]: session },
      body: { botId: TEST_BOT_ID },
      fetch: throughApp,
    });
  const user: UIMessage = { id: 'm1', role: 'user', parts: [{ type: 'text', text: question }] };

  async function lastMessage(
    stream: Parameters<typeof readUIMessageStream>[0]['stream'],
  ): Promise<UIMessage> {
    let last: UIMessage | undefined;
    for await (const message of readUIMessageStream({ stream })) last = message;
    if (!last) throw new Error('The stream held no message.');
    return last;
  }

  test('reads a reply with its source, the passage and the metadata', async () => {
    const stream = await transport().sendMessages({
      chatId: 'Xq3aQmZ0r8kLw2Tb',
      messages: [user],
      trigger: 'submit-message',
      messageId: undefined,
      abortSignal: undefined,
    });
    const message = await lastMessage(stream);
    expect(message.role).toBe('assistant');
    expect(message.parts.map((part) => part.type)).toEqual(['source-document', 'data-source', 'text']);
    expect(message.parts.at(-1)).toMatchObject({ type: 'text', text: ANSWER, state: 'done' });
    expect(message.metadata).toMatchObject({ kind: 'model', status: 'complete' });
  });

  test('what it made of the stream is what the history gives after a reload', async () => {
    const send = { trigger: 'submit-message', messageId: undefined, abortSignal: undefined } as const;
    const stream = await transport().sendMessages({ chatId: 'reloaded', messages: [user], ...send });
    const streamed = await lastMessage(stream);
    const history = await testApp.request('/api/chat/reloaded', { session });
    const { messages } = (await history.json()) as { messages: UIMessage[] };
    expect(messages.at(-1)?.id).toBe(streamed.id);
    expect(JSON.parse(JSON.stringify(streamed.parts))).toEqual(messages.at(-1)?.parts);
  });

  test('finds nothing to resume while idle', async () => {
    const send = { trigger: 'submit-message', messageId: undefined, abortSignal: undefined } as const;
    await lastMessage(await transport().sendMessages({ chatId: 'idle', messages: [user], ...send }));
    expect(await transport().reconnectToStream({ chatId: 'idle' })).toBeNull();
  });

  test('shows a refusal’s sentence', async () => {
    const send = { trigger: 'submit-message', messageId: undefined, abortSignal: undefined } as const;
    const empty: UIMessage = { id: 'm2', role: 'user', parts: [{ type: 'text', text: ' ' }] };
    const sending = transport().sendMessages({ chatId: 'empty', messages: [empty], ...send });
    await expect(sending).rejects.toThrow('The message is empty');
  });
});

describe('the openai package', () => {
  let client: OpenAI;
  beforeAll(async () => {
    const apiKey = await testApp.keyOf('integrator');
    client = new OpenAI({ apiKey, baseURL: 'http://localhost/v1', fetch: throughApp, maxRetries: 0 });
  });
  const messages = [{ role: 'user' as const, content: question }];

  test('lists bots and the embedding model', async () => {
    const models = await client.models.list();
    expect(models.data.map((model) => model.id)).toEqual([TEST_BOT_ID, 'fake-embedder']);
  });

  test('asks a bot', async () => {
    const completion = await client.chat.completions.create({ model: TEST_BOT_ID, messages });
    expect(completion.choices[0]?.message.content).toBe(ANSWER);
    expect(completion.choices[0]?.finish_reason).toBe('stop');
    expect(completion.usage?.prompt_tokens).toBeGreaterThan(0);
    expect(completion.usage?.completion_tokens).toBeGreaterThan(0);
  });

  test('asks a bot and streams', async () => {
    const stream_options = { include_usage: true };
    const request = { model: TEST_BOT_ID, messages, stream: true, stream_options } as const;
    let text = '';
    let usage: OpenAI.CompletionUsage | null | undefined;
    let finish: string | null | undefined;
    for await (const chunk of await client.chat.completions.create(request)) {
      text += chunk.choices[0]?.delta.content ?? '';
      finish = chunk.choices[0]?.finish_reason ?? finish;
      usage = chunk.usage ?? usage;
    }
    expect(text).toBe(ANSWER);
    expect(finish).toBe('stop');
    expect(usage?.total_tokens).toBeGreaterThan(0);
  });

  test('embeds, as numbers and as base64', async () => {
    const input = ['delivery', 'returns'];
    const floats = await client.embeddings.create({
      model: 'fake-embedder',
      input,
      encoding_format: 'float',
    });
    const packed = await client.embeddings.create({ model: 'fake-embedder', input });
    expect(floats.data).toHaveLength(2);
    expect(packed.data[1]?.embedding).toEqual(floats.data[1]?.embedding);
  });

  test.each([
    ['an unknown bot', { model: 'nobody', messages }, OpenAI.NotFoundError],
    [
      'tools',
      { model: TEST_BOT_ID, messages, tools: [{ type: 'function', function: { name: 'f' } }] },
      OpenAI.BadRequestError,
    ],
    [
      'no question',
      { model: TEST_BOT_ID, messages: [{ role: 'assistant', content: 'Hi' }] },
      OpenAI.BadRequestError,
    ],
  ] as const)('gets its own kind of error for %s', async (_name, request, kind) => {
    const asking = client.chat.completions.create(request as OpenAI.ChatCompletionCreateParamsNonStreaming);
    await expect(asking).rejects.toThrow(kind);
  });

  test('gets its own kind of error for a wrong key', async () => {
    const stranger = new OpenAI({ apiKey: 'foyer_wrong', baseURL: 'http://localhost/v1', fetch: throughApp });
    await expect(stranger.models.list()).rejects.toThrow(OpenAI.AuthenticationError);
  });

  test('a key for one bot cannot ask another', async () => {
    const apiKey = await testApp.keyOf('integrator', TEST_BOT_ID);
    const bound = new OpenAI({ apiKey, baseURL: 'http://localhost/v1', fetch: throughApp });
    const asking = bound.chat.completions.create({ model: 'someone-else', messages });
    await expect(asking).rejects.toThrow(OpenAI.PermissionDeniedError);
    const own = await bound.chat.completions.create({ model: TEST_BOT_ID, messages });
    expect(own.choices[0]?.message.content).toBe(ANSWER);
  });
});
