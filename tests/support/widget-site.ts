import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type BotSettingsInput, updateBotSettings } from '../../server/bots/index.ts';
import { serveApp } from '../../server/http/index.ts';
import { createTestApp, TEST_BOT_ID, type TestApp, type TestAppOptions } from './app.ts';
import { openTestBrowser, type TestBrowser } from './browser.ts';

export type SitePage = {
  head?: string;
  body?: string;
  headers?: Record<string, string>;
  lang?: string;
  /** The page's own script, as a module. */
  script?: string;
};

export type WidgetSite = AsyncDisposable & {
  testApp: TestApp;
  /** Foyer's own origin. */
  serverUrl: string;
  /** The shop's origin: another one, as in real life. */
  siteUrl: string;
  browser: TestBrowser;
  /** The script tag as the docs show it, with more attributes where a test wants them. */
  tag(attributes?: string): string;
  /** Opens a page of the shop as somebody who was never there; without a `head` it is one with the script tag. */
  visit(page?: SitePage): Promise<Page>;
  /** Changes settings of the bot. */
  set(changes: Partial<BotSettingsInput>): Promise<void>;
};

const SCRIPT_PATH = '/page.js';

/** A form before the chat with a field of each kind. */
export const PRE_CHAT: BotSettingsInput['preChat'] = {
  on: true,
  name: 'required',
  email: 'optional',
  questions: [{ text: 'What is your order number?', required: false }],
  consent: { text: 'I have read how my data is used.', url: 'https://shop.example/privacy' },
};

/** The built widget on somebody else's site, the real server with fake models behind it, and a browser. */
export async function openWidgetSite(options: TestAppOptions = {}): Promise<WidgetSite> {
  const assetsDir = resolve(import.meta.dirname, '../../dist');
  const testApp = await createTestApp({ ...options, overrides: { assetsDir, ...options.overrides } });
  const foyer = await serveApp(testApp.context, { host: '127.0.0.1', port: 0 });
  let shown: SitePage = {};
  const site = createServer(({ url }, response) => {
    if (url === SCRIPT_PATH) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' });
      response.end(shown.script);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...shown.headers });
    response.end(htmlOf(shown));
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const browser = await openTestBrowser();
  const tag = (attributes = '') =>
    `<script async src="${foyer.url}/widget.js" data-bot="${TEST_BOT_ID}" ${attributes}></script>`;
  return {
    testApp,
    serverUrl: foyer.url,
    siteUrl: `http://127.0.0.1:${(site.address() as AddressInfo).port}`,
    browser,
    tag,
    async visit(page = {}) {
      const opened = await browser.context.newPage();
      shown = {};
      await opened.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
      await opened.evaluate(() => localStorage.clear());
      shown = { head: tag(), ...page };
      await opened.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
      return opened;
    },
    async set(changes) {
      await updateBotSettings(testApp.context, { actor: 'system:test', botId: TEST_BOT_ID, changes });
    },
    async [Symbol.asyncDispose]() {
      await browser[Symbol.asyncDispose]();
      site.closeAllConnections();
      site.close();
      await foyer[Symbol.asyncDispose]();
      await testApp[Symbol.asyncDispose]();
    },
  };
}

/** Opens the chat and waits until the visitor can type. */
export async function openChat(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await page.getByRole('textbox', { name: 'Your question' }).waitFor();
}

/** Asks and waits until the reply has come to its end. */
export async function ask(page: Page, question: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(question);
  await page.keyboard.press('Enter');
  await page.locator('foyer-chat li.assistant').last().waitFor();
  await page.getByRole('button', { name: 'Send' }).waitFor({ timeout: 30_000 });
}

export function lastReply(page: Page) {
  return page.locator('foyer-chat li.assistant').last();
}

function htmlOf({
  head = '',
  body = '<main><h1>A shop</h1><p>Boots.</p></main>',
  lang = 'en',
  script,
}: SitePage): string {
  const own = script === undefined ? '' : `<script type="module" src="${SCRIPT_PATH}"></script>`;
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>A shop</title>${head}${own}</head><body>${body}</body></html>`;
}
