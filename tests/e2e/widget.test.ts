import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';

const ANSWER_TIMEOUT_MS = 60_000;
const shots = resolve(import.meta.dirname, '../../dist/screenshots');

let server: TestServer;
let browser: TestBrowser;

beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  server = await startServer();
  browser = await openTestBrowser();
}, 600_000);

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

async function openDemo(): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${server.url}/demo/`);
  return page;
}

async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(question);
  await page.keyboard.press('Enter');
}

function lastReply(page: Page) {
  return page.locator('foyer-chat li.assistant').last();
}

describe('the widget on a plain page, with the real model', () => {
  test('nothing is stored and only the loader is fetched before the visitor opens it', async () => {
    const page = await browser.context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await page.goto(`${server.url}/demo/`);
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    expect(requests.filter((path) => path.startsWith('/api/') || path.startsWith('/widget'))).toEqual([
      '/widget.js',
    ]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await browser.context.cookies()).toEqual([]);
    await page.close();
  });

  test('a question is answered in streaming text with a source that opens, and is still there after a reload', async () => {
    const page = await openDemo();
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await page.getByText('AI assistant').first().waitFor();
    await ask(page, 'Can I send back boots I wore outside?');
    const reply = lastReply(page);
    await reply.locator('.bubble').waitFor({ timeout: ANSWER_TIMEOUT_MS });
    await page.getByRole('button', { name: 'Send' }).waitFor({ timeout: ANSWER_TIMEOUT_MS });
    const text = await reply.locator('.bubble').innerText();
    expect(text.length).toBeGreaterThan(10);

    const source = reply.getByRole('list', { name: 'Sources' }).getByRole('button').first();
    expect((await source.innerText()).toLowerCase()).toContain('return');
    await source.click();
    await reply.locator('.passage').first().waitFor();
    expect((await reply.locator('.passage').first().innerText()).length).toBeGreaterThan(40);
    await page.screenshot({ path: join(shots, 'widget-answer.png') });

    await page.reload();
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await page.locator('foyer-chat li.user').waitFor();
    expect(await page.locator('foyer-chat li.user').innerText()).toContain('boots I wore outside');
    await expect.poll(() => lastReply(page).locator('.bubble').innerText()).toBe(text);
    await page.close();
  }, 120_000);

  test('what the shop does not know is refused, with a person offered', async () => {
    const page = await openDemo();
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await ask(page, 'What is the capital of Mongolia?');
    await page.getByRole('button', { name: 'Send' }).waitFor({ timeout: ANSWER_TIMEOUT_MS });
    const reply = lastReply(page);
    expect(await reply.getByRole('list', { name: 'Sources' }).count()).toBe(0);
    expect(await reply.innerText()).not.toContain('Ulaan');
    await page.screenshot({ path: join(shots, 'widget-refusal.png') });
    await page.close();
  }, 120_000);

  test('keyboard: opening puts the focus into the input, Escape gives it back to the launcher', async () => {
    const page = await openDemo();
    await page.getByRole('button', { name: 'Chat with us' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Your question' }).waitFor();
    await expect.poll(() => focused(page)).toBe('Your question');
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe('Chat with us');
    await page.close();
  });

  test('on a phone the chat fills the screen without scrolling sideways', async () => {
    const page = await openDemo();
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'Chat with us' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.boundingBox()).toMatchObject({ x: 0, y: 0, width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.screenshot({ path: join(shots, 'widget-phone.png') });
    await page.close();
  });
});

function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => {
    const host = document.activeElement;
    return (host?.shadowRoot?.activeElement ?? host)?.getAttribute('aria-label');
  });
}
