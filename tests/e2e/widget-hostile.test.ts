import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApprovedAnswer } from '../../server/bots/index.ts';
import { TEST_BOT_ID } from '../support/app.ts';
import { type HeldGenerator, heldGenerator } from '../support/held-generator.ts';
import { openSpoilingProxy, type SpoilingProxy } from '../support/spoiling-proxy.ts';
import { ask, lastReply, openChat, openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

/* Pages and networks that mean no good: neither breaks the other, and no message is lost. */
const QUESTION = 'Can I return boots worn outside?';
const BEGIN = 'Boots worn outside cannot be returned. [1]';
const PLAIN_QUESTION = 'How do I clean boots?';
const PLAIN_ANSWER = '**Brush** them dry, then wash them with `cold` water.';
const SLOW_3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

const shots = join(import.meta.dirname, '../../dist/screenshots');

let site: WidgetSite;
let proxy: SpoilingProxy;
let generator: HeldGenerator;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  generator = heldGenerator(BEGIN, '');
  site = await openWidgetSite({ overrides: { generator, turnGraceMs: 20_000 } });
  proxy = await openSpoilingProxy(site.serverUrl);
  const bot = { actor: 'system:test', botId: TEST_BOT_ID };
  await createApprovedAnswer(site.testApp.context, {
    ...bot,
    question: PLAIN_QUESTION,
    answer: PLAIN_ANSWER,
  });
});
afterAll(async () => {
  await proxy?.[Symbol.asyncDispose]();
  await site?.[Symbol.asyncDispose]();
});

beforeEach(() => {
  troubles = [];
  proxy.spoil(() => undefined);
});
afterEach(() => page?.close());

const tag = (attributes = '') =>
  `<script async src="${proxy.url}/widget.js" data-bot="${TEST_BOT_ID}" ${attributes}></script>`;
const BUTTON = '<main><h1>A shop</h1><button onclick="document.title=\'bought\'">Buy</button></main>';

async function visit(shown: Parameters<WidgetSite['visit']>[0] = {}): Promise<void> {
  page = await site.visit({ head: tag(), body: BUTTON, ...shown });
  page.on('pageerror', (error) => troubles.push(String(error)));
}

/** The page itself still works. */
async function buy(): Promise<void> {
  await page.evaluate(() => (document.title = 'A shop'));
  await page.getByRole('button', { name: 'Buy' }).click();
  expect(await page.title()).toBe('bought');
}

const bubble = () => lastReply(page).locator('.bubble');
const questions = () => page.locator('foyer-chat li.user').count();

async function converse(): Promise<void> {
  await openChat(page);
  await ask(page, PLAIN_QUESTION);
  await bubble().locator('strong').getByText('Brush').waitFor();
}

async function askHeld(): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(QUESTION);
  const waiting = generator.waiting();
  await page.keyboard.press('Enter');
  await waiting;
}

describe('on a page whose style', () => {
  const RESETS = [
    ['unsets everything', '* { all: unset !important } script, style, head { display: none !important }'],
    [
      'shrinks, hides and moves everything',
      '* { font-size: 1px !important; line-height: 0 !important; letter-spacing: 9px !important; color: red !important; visibility: visible; position: static !important; float: left !important; transform: rotate(3deg) scale(.5) !important; filter: blur(2px) !important; opacity: .3 !important; width: 10px !important; overflow: hidden !important; contain: strict !important }',
    ],
    [
      'turns everything round',
      'html, body, * { writing-mode: vertical-rl !important; text-orientation: upright !important }',
    ],
  ] as const;
  test.each(RESETS)('%s, the chat looks as it does anywhere', async (name, style) => {
    await visit();
    const launcher = page.locator('foyer-chat .launcher');
    await launcher.waitFor();
    const place = await launcher.boundingBox();
    await launcher.click();
    const dialog = page.locator('foyer-chat .chat');
    await page.locator('foyer-chat .greeting').waitFor();
    const box = await dialog.boundingBox();
    const looks = () =>
      dialog.evaluate((chat) =>
        [chat, ...chat.querySelectorAll('header, .greeting, .disclosure, textarea, h2')].map((node) => {
          const { fontSize, lineHeight, color, direction, letterSpacing, opacity, writingMode } =
            getComputedStyle(node);
          return { fontSize, lineHeight, color, direction, letterSpacing, opacity, writingMode };
        }),
      );
    const plain = await looks();
    await page.addStyleTag({ content: style });
    await page.screenshot({ path: `${shots}/widget-hostile-${name.replaceAll(/\W+/g, '-')}.png` });
    expect(await looks()).toEqual(plain);
    expect(await launcher.boundingBox()).toEqual(place);
    expect(await dialog.boundingBox()).toEqual(box);
  });

  test('lays a banner with the largest z-index over the corner, the launcher is above it', async () => {
    const banner = `position:fixed;inset:auto 0 0 0;height:120px;background:#fc0;z-index:2147483647`;
    await visit({ body: `${BUTTON}<div style="${banner}">Cookies?</div>` });
    await converse();
    await buy();
  });
});

describe('on a page with a strict policy', () => {
  test('nonces only, no inline style, trusted types without any policy: the chat works, nothing is reported', async () => {
    const policy = [
      "default-src 'none'",
      "script-src 'nonce-abc123'",
      "style-src 'none'",
      `connect-src ${proxy.url}`,
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ');
    const watch = `<script nonce="abc123">window.violations = [];
      addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI))</script>`;
    await visit({
      headers: { 'content-security-policy': policy },
      head: watch + tag('nonce="abc123"'),
      body: '<main><h1>A shop</h1></main>',
    });
    await converse();
    await askHeld();
    generator.release();
    await lastReply(page).locator('.source button').click();
    await lastReply(page).locator('.passage').waitFor();
    expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
    expect(troubles).toEqual([]);
  });
});

describe('on a page whose scripts', () => {
  test.each([
    [
      'froze the prototypes',
      `for (const owner of [Object, Function, Array, String, Promise, Map, Set, Error, RegExp, Date, Node, Element, HTMLElement, Event, EventTarget])
         { Object.freeze(owner.prototype); Object.freeze(owner) }`,
    ],
    [
      'put things of their own on the prototypes',
      `Object.prototype.extend = function () { return 'theirs' }; Array.prototype.toJSON = undefined; Array.prototype.last = function () {};
       Object.prototype.className = undefined; String.prototype.strip = function () {}`,
    ],
  ])('%s, the chat works', async (_name, script) => {
    await visit({ head: `<script>${script}</script>${tag()}` });
    await converse();
    await askHeld();
    generator.release();
    await lastReply(page).locator('.source').waitFor();
    await buy();
    expect(troubles).toEqual([]);
  });

  test('remove the chat in the middle of a reply and put it back, the reply is whole and stands once', async () => {
    await visit();
    await openChat(page);
    await askHeld();
    await bubble().waitFor();
    await page.evaluate(() => {
      const chat = document.querySelector('foyer-chat');
      chat?.remove();
      return new Promise((done) =>
        setTimeout(() => {
          if (chat) document.body.append(chat);
          done(undefined);
        }, 200),
      );
    });
    await openChat(page);
    await page.getByRole('button', { name: 'Stop the reply' }).waitFor();
    generator.release();
    await bubble().getByText('cannot be returned').waitFor();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    expect(await questions()).toBe(1);
    await buy();
    expect(troubles).toEqual([]);
  });

  test('move the chat about while it is open, it stays open with what was typed', async () => {
    await visit();
    await openChat(page);
    await page.getByRole('textbox', { name: 'Your question' }).fill('How long');
    await page.evaluate(() =>
      document.querySelector('main')?.append(document.querySelector('foyer-chat') ?? ''),
    );
    expect(await page.getByRole('textbox', { name: 'Your question' }).inputValue()).toBe('How long');
    expect(troubles).toEqual([]);
  });

  test('empty the whole page while the chat is being loaded, init brings it back', async () => {
    await visit();
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await page.evaluate(() => {
      document.body.textContent = '';
      (window as unknown as { foyer: { init(options: object): void } }).foyer.init({ bot: 'shop' });
    });
    await converse();
    expect(troubles).toEqual([]);
  });
});

describe('on a network', () => {
  async function network(conditions: typeof SLOW_3G, session?: CDPSession): Promise<CDPSession> {
    session ??= await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', conditions);
    return session;
  }

  test('as slow as slow 3G, the page can be used while the chat comes, and the chat then answers', async () => {
    await visit();
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    await network(SLOW_3G);
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await buy();
    await page.getByRole('textbox', { name: 'Your question' }).waitFor();
    await ask(page, PLAIN_QUESTION);
    await bubble().locator('strong').waitFor();
    expect(await questions()).toBe(1);
  });

  test('that is gone when the launcher is pressed, the launcher offers to try again, and does', async () => {
    await visit();
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    const session = await network({ ...SLOW_3G, offline: true });
    await session.send('Network.clearBrowserCache');
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await page.getByRole('button', { name: 'Chat with us: Try again' }).waitFor();
    await buy();
    await network({ ...SLOW_3G, latency: 0 }, session);
    await page.getByRole('button', { name: 'Chat with us: Try again' }).click();
    await page.getByRole('textbox', { name: 'Your question' }).waitFor();
    await ask(page, PLAIN_QUESTION);
    expect(await page.locator('foyer-chat .launcher.failed').count()).toBe(0);
    expect(troubles).toEqual([]);
  });

  test.each([
    [429, 'rate_limited', 'Many people are asking right now. Try again in 1 second.'],
    [503, 'queue_full', 'Many people are asking right now. Try again in 1 second.'],
  ])(
    'that answers %i with Retry-After, the message is kept, with the wait, and goes out once',
    async (status, code, text) => {
      await visit();
      await openChat(page);
      const headers = {
        'content-type': 'application/json',
        'retry-after': '1',
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'retry-after',
      };
      const body = JSON.stringify({ error: { code, message: 'Later.', requestId: 'r' } });
      proxy.spoil((method, path) =>
        method === 'POST' && path === '/api/chat' ? { status, headers, body } : undefined,
      );
      await page.getByRole('textbox', { name: 'Your question' }).fill(PLAIN_QUESTION);
      await page.keyboard.press('Enter');
      await lastReply(page).getByText(text).waitFor();
      expect(await page.locator('foyer-chat li.user').innerText()).toContain(PLAIN_QUESTION);
      proxy.spoil(() => undefined);
      await lastReply(page).getByRole('button', { name: 'Try again' }).click();
      await bubble().locator('strong').waitFor();
      expect(await questions()).toBe(1);
      await page.reload();
      await openChat(page);
      await bubble().locator('strong').waitFor();
      expect(await questions()).toBe(1);
    },
  );

  test.each([0, 1, 400, 900])(
    'that breaks after %i bytes of a reply, the reply comes whole',
    async (cutAfterBytes) => {
      await visit();
      await openChat(page);
      proxy.spoil((method, path) =>
        method === 'POST' && path === '/api/chat' ? { cutAfterBytes } : undefined,
      );
      await page.getByRole('textbox', { name: 'Your question' }).fill(PLAIN_QUESTION);
      await page.keyboard.press('Enter');
      await bubble().locator('strong').waitFor();
      await page.getByRole('button', { name: 'Send' }).waitFor();
      expect(await questions()).toBe(1);
      expect(await lastReply(page).locator('.problem').count()).toBe(0);
      proxy.spoil(() => undefined);
      await page.reload();
      await openChat(page);
      await bubble().locator('strong').waitFor();
      expect(await questions()).toBe(1);
    },
  );

  test('that fails while nobody looks at the page, the page hears of nothing but the widget’s own event', async () => {
    await visit();
    await openChat(page);
    proxy.spoil(() => ({ cutAfterBytes: 0 }));
    await page.getByRole('textbox', { name: 'Your question' }).fill(PLAIN_QUESTION);
    await page.keyboard.press('Enter');
    await lastReply(page).getByText('Not sent').waitFor({ timeout: 20_000 });
    await buy();
    expect(troubles).toEqual([]);
  });
});
