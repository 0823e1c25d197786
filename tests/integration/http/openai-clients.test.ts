import { join } from 'node:path';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApp } from '../../../server/http/index.ts';
import { createTestApp, TEST_BOT_ID } from '../../support/app.ts';
import { FAKE_DIMENSIONS } from '../../support/fake-models.ts';
import { openPython } from '../../support/python-packages.ts';

/*
 * Clients of OpenAI's API as their makers ship them, on a listening server. What each kind of error becomes is told in
 * clients.test.ts.
 */
const ANSWER = 'Boots worn outside cannot be returned. [1]';
const QUESTION = 'Can I return boots worn outside?';

let opened: AsyncDisposableStack;
let baseURL: string;
let apiKey: string;
beforeAll(async () => {
  opened = new AsyncDisposableStack();
  const app = opened.use(await createTestApp({ script: ANSWER }));
  const server = opened.use(await serveApp(app.context, { host: '127.0.0.1', port: 0 }));
  baseURL = `${server.url}/v1`;
  apiKey = await app.keyOf('integrator');
});
afterAll(() => opened.disposeAsync());

test('the openai package for JavaScript asks over the wire and streams', async () => {
  const client = new OpenAI({ apiKey, baseURL, maxRetries: 0 });
  const messages = [{ role: 'user' as const, content: QUESTION }];
  const whole = await client.chat.completions.create({ model: TEST_BOT_ID, messages });
  expect(whole.choices[0]?.message.content).toBe(ANSWER);
  const runner = client.chat.completions.stream({ model: TEST_BOT_ID, messages });
  expect(await runner.finalContent()).toBe(ANSWER);
});

describe('LangChain', () => {
  const chat = () =>
    new ChatOpenAI({
      model: TEST_BOT_ID,
      apiKey,
      maxRetries: 0,
      configuration: { baseURL },
    });
  const messages = [new SystemMessage('Be brief.'), new HumanMessage(QUESTION)];

  test('asks a bot, and hears how many tokens it took', async () => {
    const reply = await chat().invoke(messages);
    expect(reply.text).toBe(ANSWER);
    expect(reply.usage_metadata).toMatchObject({ total_tokens: expect.any(Number) });
    expect(reply.response_metadata['finish_reason']).toBe('stop');
  });

  test('streams', async () => {
    let text = '';
    let usage: unknown;
    for await (const chunk of await chat().stream(messages)) {
      text += chunk.text;
      usage = chunk.usage_metadata ?? usage;
    }
    expect(text).toBe(ANSWER);
    expect(usage).toMatchObject({ total_tokens: expect.any(Number) });
  });

  test('embeds', async () => {
    const embeddings = new OpenAIEmbeddings({ model: 'fake-embedder', apiKey, configuration: { baseURL } });
    const [first, second] = await embeddings.embedDocuments(['delivery', 'returns']);
    expect(first).toHaveLength(FAKE_DIMENSIONS);
    expect(first).not.toEqual(second);
  });

  test('a refusal is an error of its kind, and is not tried again', async () => {
    const stranger = new ChatOpenAI({ model: 'nobody', apiKey, maxRetries: 0, configuration: { baseURL } });
    await expect(stranger.invoke(messages)).rejects.toThrow('There is no such bot.');
  });
});

test('the openai package for Python asks, streams, embeds, and tells a refusal by its kind', async ({
  skip,
}) => {
  const opening = await openPython('openai==3.57.0');
  if (typeof opening === 'string') return skip(opening);
  await using python = opening;
  const script = join(import.meta.dirname, '../../support/ask-openai.py');
  const said: unknown = JSON.parse(await python.run(script, [baseURL, apiKey, TEST_BOT_ID, QUESTION]));
  expect(said).toEqual({
    models: [TEST_BOT_ID, 'fake-embedder'],
    whole: ANSWER,
    sources: 1,
    streamed: ANSWER,
    tokens: expect.any(Number),
    dimensions: [FAKE_DIMENSIONS, FAKE_DIMENSIONS],
    refused: 'not_found',
  });
}, 300_000);
