import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Conversation } from '../../server/contract/index.ts';
import { TEST_BOT_ID } from '../support/app.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { type HeldGenerator, heldGenerator } from '../support/held-generator.ts';
import { openWidgetSite, type WidgetSite } from '../support/widget-site.ts';
import type { PageSettings } from './pages/settings.ts';

/*
 * Chat interfaces of other makers, as their makers ship them, on somebody else's page, on the real server through a real
 * browser: what they send is understood, what they show is the reply, and the server keeps what they showed.
 */
const QUESTION = 'Can I return boots worn outside within 30 days?';
const BEGIN = 'Boots worn outside cannot be returned. [1]';
const REST = ' You can return unworn boots within 30 days.';
const ANSWER = `${BEGIN}${REST}`;

let site: WidgetSite;
let generator: HeldGenerator;
let settings: PageSettings;
let visits = 0;
let page: Page;

beforeAll(async () => {
  generator = heldGenerator(BEGIN, REST);
  site = await openWidgetSite({ overrides: { generator, turnGraceMs: 10_000 } });
});
afterAll(() => site?.[Symbol.asyncDispose]());

beforeEach(() => {
  visits += 1;
  settings = {
    serverUrl: site.serverUrl,
    botId: TEST_BOT_ID,
    session: String(visits).padStart(43, 'S'),
    conversationId: `conversation-${visits}`,
  };
});
afterEach(() => page?.close());

async function openPage(file: string, change: Partial<PageSettings> = {}): Promise<void> {
  Object.assign(settings, change);
  const head = `<script>window.settings = ${JSON.stringify(settings)}</script>`;
  page = await site.visit({
    head,
    body: '',
    script: await bundlePage(join(import.meta.dirname, 'pages', file)),
  });
}

/** What the server keeps of the conversation, as a reload of any client would show it. */
async function kept(conversationId = settings.conversationId): Promise<string[]> {
  const path = `/api/chat/${conversationId}`;
  const response = await site.testApp.request(path, { session: settings.session });
  const { messages } = (await response.json()) as Conversation;
  return messages.map(({ role, parts }) => {
    const texts = parts.map((part) => (part.type === 'text' ? part.text : ''));
    return `${role}: ${texts.join('')}`;
  });
}

async function keptConversationId(): Promise<string> {
  const response = await site.testApp.request(`/api/chat?botId=${TEST_BOT_ID}`, {
    session: settings.session,
  });
  const { conversations } = (await response.json()) as { conversations: { id: string }[] };
  expect(conversations).toHaveLength(1);
  return conversations[0]?.id ?? '';
}

/** Types into the page's input and sends it, which must bring the server to answer. */
async function ask(text = QUESTION): Promise<void> {
  const waiting = generator.waiting();
  await page.getByRole('textbox').fill(text);
  await page.keyboard.press('Enter');
  await waiting;
}

const WHOLE = [`user: ${QUESTION}`, `assistant: ${ANSWER}`];

describe('useChat of the AI SDK', () => {
  const reply = () => page.locator('.assistant').last();
  const status = (text: string) => page.locator('output').getByText(text, { exact: true }).waitFor();

  test('streams a reply with its source, and the server keeps what was shown', async () => {
    await openPage('use-chat.tsx');
    await ask();
    await reply().getByText(BEGIN).waitFor();
    await status('streaming');
    generator.release();
    await reply().getByText(ANSWER).waitFor();
    await status('ready');
    expect(await reply().locator('cite').allInnerTexts()).toEqual(['Returns']);
    expect(await kept()).toEqual(WHOLE);
  });

  test('takes up a reply under way after a reload, and doubles nothing', async () => {
    await openPage('use-chat.tsx');
    await ask();
    await reply().getByText(BEGIN).waitFor();
    await page.reload();
    await reply().getByText(BEGIN).waitFor();
    generator.release();
    await reply().getByText(ANSWER).waitFor();
    expect(await page.locator('li').count()).toBe(2);
    await page.reload();
    await reply().getByText(ANSWER).waitFor();
    expect(await page.locator('li').count()).toBe(2);
  });

  test('asks again for another reply; the question stands once', async () => {
    await openPage('use-chat.tsx');
    await ask();
    generator.release();
    await status('ready');
    const waiting = generator.waiting();
    await page.getByRole('button', { name: 'Again' }).click();
    await waiting;
    generator.release();
    await status('ready');
    expect(await page.locator('li').count()).toBe(2);
    expect((await kept()).filter((message) => message.startsWith('user:'))).toHaveLength(1);
  });

  test('stops', async () => {
    await openPage('use-chat.tsx');
    await ask();
    await reply().getByText(BEGIN).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await status('ready');
    expect(await reply().innerText()).toContain(BEGIN);
    generator.release();
  });

  test('shows the sentence of a refusal', async () => {
    await openPage('use-chat.tsx', { botId: 'nobody' });
    await page.getByRole('textbox').fill(QUESTION);
    await page.keyboard.press('Enter');
    // Before it the alert may still tell that there is no reply to take up.
    await page.getByRole('alert').filter({ hasText: 'There is no such bot.' }).waitFor();
    await status('error');
  });
});

describe('the runtime of assistant-ui', () => {
  const reply = () => page.locator('.assistant').last();

  test('streams a reply, asks a second question in the same conversation, and the server keeps both', async () => {
    await openPage('assistant-ui.tsx');
    await ask();
    await reply().getByText(BEGIN).waitFor();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    generator.release();
    await reply().getByText(ANSWER).waitFor();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    await ask();
    generator.release();
    await page.locator('.assistant').nth(1).getByText(REST.trim()).waitFor();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await kept(await keptConversationId())).toEqual([
      ...WHOLE,
      `user: ${QUESTION}`,
      `assistant: ${ANSWER}`,
    ]);
  });

  test('says so when a reply fails', async () => {
    await openPage('assistant-ui.tsx', { botId: 'nobody' });
    await page.getByRole('textbox').fill(QUESTION);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  });
});

describe('deep-chat', () => {
  const bubbles = (role: 'user' | 'ai') => page.locator(`deep-chat .${role}-message-text`);

  test('connects unchanged: streams a reply, goes on in the same conversation, shows no part twice', async () => {
    await openPage('deep-chat.ts');
    await ask();
    await bubbles('ai').last().getByText(BEGIN.slice(0, 30)).waitFor();
    generator.release();
    await bubbles('ai').last().getByText(REST.trim().slice(0, 30)).waitFor();
    await ask();
    generator.release();
    await expect.poll(() => bubbles('ai').count()).toBe(2);
    await bubbles('ai').last().getByText(REST.trim().slice(0, 30)).waitFor();
    expect(await bubbles('ai').allInnerTexts()).toEqual([ANSWER, ANSWER]);
    expect(await kept()).toEqual([...WHOLE, `user: ${QUESTION}`, `assistant: ${ANSWER}`]);
  });

  test('says so when the server refuses', async () => {
    await openPage('deep-chat.ts', { botId: 'nobody' });
    await page.getByRole('textbox').fill(QUESTION);
    await page.keyboard.press('Enter');
    await page.locator('deep-chat .error-message-text').waitFor();
  });
});
