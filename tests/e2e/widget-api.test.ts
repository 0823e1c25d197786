import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, lastReply, openChat, openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

const ANSWER = 'Boots worn outside cannot be returned. [1]';
const QUESTION = 'Can I return boots worn outside?';
/** The stub of the docs: calls wait for the script. */
const STUB = '<script>window.foyer=window.foyer||function(){(foyer.q=foyer.q||[]).push(arguments)}</script>';

type Api = Record<string, (...args: unknown[]) => unknown>;
type PageWindow = { foyer: Api; heard: [string, unknown][] };

let site: WidgetSite;
beforeAll(async () => {
  site = await openWidgetSite({ script: ANSWER });
});
afterAll(() => site?.[Symbol.asyncDispose]());

/** Calls the page's own `foyer`, as a host's script would. */
function call(page: Page, name: string, ...args: unknown[]): Promise<unknown> {
  return page.evaluate(([method, values]) => (window as unknown as PageWindow).foyer[method]?.(...values), [
    name,
    args,
  ] as const);
}

const isOpen = (page: Page) => call(page, 'isOpen');
const EVENTS = [
  'open',
  'close',
  'message:sent',
  'message:received',
  'stream:start',
  'stream:end',
  'unread',
  'error',
];

/** Keeps every event of the widget in `window.heard`. */
async function listen(page: Page): Promise<void> {
  await page.evaluate((names) => {
    const own = window as unknown as PageWindow;
    own.heard = [];
    for (const name of names) own.foyer['on']?.(name, (detail: unknown) => own.heard.push([name, detail]));
  }, EVENTS);
}
const heard = (page: Page) => page.evaluate(() => (window as unknown as PageWindow).heard);
const names = async (page: Page) => (await heard(page)).map(([name]) => name);

describe('the script tag', () => {
  test('fetches nothing but itself and stores nothing until the chat is opened', async () => {
    const page = await site.visit({ head: '' });
    const requests: string[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(site.serverUrl)) requests.push(new URL(request.url()).pathname);
    });
    await page.evaluate(
      (html) => document.head.append(document.createRange().createContextualFragment(html)),
      site.tag(),
    );
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    await call(page, 'identify', { id: 'u1', name: 'Ann' });
    await call(page, 'pageView');
    expect(requests).toEqual(['/widget.js']);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
      0,
      0,
      '',
    ]);
    await page.close();
  });

  test('calls made before it has loaded wait for it, by name or as a method', async () => {
    const page = await site.visit({
      head: `${STUB}<script>foyer('on','ready',()=>{window.wasReady=true});foyer('open')</script>${site.tag()}`,
    });
    await page.getByRole('dialog', { name: 'Chat with shop' }).waitFor();
    expect(await page.evaluate(() => (window as unknown as { wasReady?: boolean }).wasReady)).toBe(true);
    expect(await isOpen(page)).toBe(true);
    await page.close();
  });
});

describe('the calls', () => {
  test('open, close and toggle open and close; hide and show take and give the launcher', async () => {
    const page = await site.visit();
    const launcher = page.getByRole('button', { name: 'Chat with us' });
    await launcher.waitFor();
    await call(page, 'open');
    await page.getByRole('dialog').waitFor();
    await call(page, 'close');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await call(page, 'toggle');
    expect(await isOpen(page)).toBe(true);
    await call(page, 'toggle');
    expect(await isOpen(page)).toBe(false);
    await call(page, 'hide');
    await launcher.waitFor({ state: 'hidden' });
    await call(page, 'show');
    await launcher.waitFor();
    await page.close();
  });

  test('sendMessage asks, prefill writes without sending, newConversation begins anew', async () => {
    const page = await site.visit();
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    await call(page, 'sendMessage', QUESTION);
    await lastReply(page).locator('.bubble').getByText('cannot be returned').waitFor();
    await call(page, 'prefill', 'How long is');
    const input = page.getByRole('textbox', { name: 'Your question' });
    await expect.poll(() => input.inputValue()).toBe('How long is');
    expect(await page.locator('foyer-chat li.user').count()).toBe(1);
    await call(page, 'newConversation');
    await expect.poll(() => page.locator('foyer-chat li.user').count()).toBe(0);
    await call(page, 'focusInput');
    await expect
      .poll(() => input.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field))
      .toBe(true);
    await page.close();
  });

  test('init puts up a widget where the page wants it, update changes it, destroy takes it away', async () => {
    const head = `<script async src="${site.serverUrl}/widget.js"></script>`;
    const page = await site.visit({
      head,
      body: '<main><h1>A shop</h1><div id="here" style="height:500px"></div></main>',
    });
    await page.waitForFunction(() => 'foyer' in window);
    expect(await page.locator('foyer-chat').count()).toBe(0);
    await call(page, 'init', { bot: 'shop', mode: 'inline', target: '#here' });
    await page.locator('#here').getByRole('region', { name: 'Chat with shop' }).waitFor();
    expect(await page.getByRole('button', { name: 'Chat with us' }).count()).toBe(0);
    await call(page, 'update', { mode: 'popup', theme: { accent: 'rgb(120, 20, 60)' } });
    const launcher = page.getByRole('button', { name: 'Chat with us' });
    await launcher.waitFor();
    expect(await launcher.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
      'rgb(120, 20, 60)',
    );
    await call(page, 'destroy');
    await launcher.waitFor({ state: 'detached' });
    await page.close();
  });

  test('setColorScheme overrules the system, and the launcher keeps up', async () => {
    const page = await site.visit();
    await openChat(page);
    const background = () =>
      page.locator('foyer-chat .chat').evaluate((chat) => getComputedStyle(chat).backgroundColor);
    const light = await background();
    await call(page, 'setColorScheme', 'dark');
    expect(await background()).not.toBe(light);
    await call(page, 'setColorScheme', 'light');
    expect(await background()).toBe(light);
    await page.close();
  });

  test('shutdown forgets the conversation, also one that an earlier page has left', async () => {
    const page = await site.visit();
    await openChat(page);
    await ask(page, QUESTION);
    await page.reload();
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    expect(await page.evaluate(() => localStorage.length)).toBe(1);
    await call(page, 'shutdown');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await page.getByRole('button', { name: 'Chat with us' }).waitFor({ state: 'hidden' });
    await call(page, 'init', {});
    await openChat(page);
    await page.getByText('AI assistant').waitFor();
    expect(await page.locator('foyer-chat li').filter({ hasText: 'boots' }).count()).toBe(0);
    await page.close();
  });
});

describe('the events', () => {
  test('tell of opening, asking, the stream and closing, in order', async () => {
    const page = await site.visit();
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    await listen(page);
    await openChat(page);
    await ask(page, QUESTION);
    await call(page, 'close');
    expect(await names(page)).toEqual([
      'open',
      'message:sent',
      'stream:start',
      'stream:end',
      'message:received',
      'close',
    ]);
    expect(await heard(page)).toContainEqual(['message:sent', { text: QUESTION }]);
    expect(await heard(page)).toContainEqual(['message:received', { text: ANSWER, from: 'assistant' }]);
    await page.close();
  });

  test('reach listeners of the page as DOM events, and stop when a listener is taken off', async () => {
    const page = await site.visit();
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    const counts = await page.evaluate(async () => {
      const { foyer } = window as unknown as PageWindow;
      let dom = 0;
      let own = 0;
      document.body.addEventListener('foyer:open', () => (dom += 1));
      const off = foyer['on']?.('open', () => (own += 1)) as () => void;
      await foyer['open']?.();
      await foyer['close']?.();
      off();
      await foyer['open']?.();
      return { dom, own };
    });
    expect(counts).toEqual({ dom: 2, own: 1 });
    await page.close();
  });

  test('a reply that comes while the chat is closed shows on the launcher and is told', async () => {
    const page = await site.visit();
    await openChat(page);
    await listen(page);
    await page.evaluate((text) => {
      const { foyer } = window as unknown as PageWindow;
      foyer['on']?.('message:sent', () => void foyer['close']?.());
      void foyer['sendMessage']?.(text);
    }, QUESTION);
    await page.getByRole('button', { name: 'Chat with us, 1 new message' }).click();
    await expect.poll(() => heard(page)).toContainEqual(['unread', { count: 0 }]);
    expect(await heard(page)).toContainEqual(['unread', { count: 1 }]);
    await lastReply(page).locator('.bubble').getByText('cannot be returned').waitFor();
    await page.close();
  });
});

describe('the element', () => {
  test('in page mode fills the window, without a launcher or a way to close it', async () => {
    const head = `<script async src="${site.serverUrl}/widget.js"></script><style>body{margin:0}</style>`;
    const page = await site.visit({ head, body: '<foyer-chat bot="shop" mode="page"></foyer-chat>' });
    const region = page.getByRole('region', { name: 'Chat with shop' });
    await region.waitFor();
    expect(await region.boundingBox()).toMatchObject({ x: 0, y: 0, width: 1280, height: 800 });
    expect(await page.getByRole('button', { name: /Close/ }).count()).toBe(0);
    await page.close();
  });

  test('with another bot shows nothing of the first one’s conversation', async () => {
    const page = await site.visit();
    await openChat(page);
    await ask(page, QUESTION);
    await page.locator('foyer-chat').evaluate((element) => element.setAttribute('bot', 'nobody'));
    await openChat(page);
    await page.getByText('not available').waitFor();
    expect(await page.locator('foyer-chat').getByText('boots').count()).toBe(0);
    await page.close();
  });
});
