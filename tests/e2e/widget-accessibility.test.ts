import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { ask, lastReply, openChat, openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

const QUESTION = 'Can I return boots worn outside?';
const ANSWER = 'Boots worn outside cannot be returned.';
const shots = resolve(import.meta.dirname, '../../dist/screenshots');
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

let site: WidgetSite;
beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  site = await openWidgetSite({ script: `${ANSWER} [1]` });
});
afterAll(() => site?.[Symbol.asyncDispose]());

async function check(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(shots, `${name}.png`) });
  expect(await axeFindings(page), name).toEqual([]);
}

const LOOKS = [
  ['desktop light', DESKTOP, 'light', 'en'],
  ['desktop dark', DESKTOP, 'dark', 'en'],
  ['phone light', PHONE, 'light', 'en'],
  ['phone dark right to left', PHONE, 'dark', 'ar'],
  ['desktop right to left', DESKTOP, 'light', 'ar'],
] as const;

describe('axe finds nothing', () => {
  test.each(LOOKS)(
    '%s: greeting, answer with its source open, waiting for a person, leaving a message, not reachable',
    async (name, viewport, scheme, lang) => {
      const page = await site.visit({ lang });
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      const file = `widget-${name.replaceAll(' ', '-')}`;
      await page.locator('foyer-chat .launcher').click();
      await page.locator('foyer-chat .greeting').waitFor();
      await check(page, `${file}-greeting`);
      await page.locator('foyer-chat textarea').fill(QUESTION);
      await page.keyboard.press('Enter');
      await page.locator('foyer-chat .source button').click();
      await page.locator('foyer-chat .send[type=submit]').waitFor();
      await check(page, `${file}-answer`);
      await page.locator('foyer-chat header .icon').first().click();
      await page.locator('foyer-chat .handoff').waitFor();
      await check(page, `${file}-waiting`);
      await page.locator('foyer-chat .handoff .chip').click();
      await page.locator('foyer-chat .visitor-form').waitFor();
      await check(page, `${file}-message`);
      await page.locator('foyer-chat .visitor-form .quiet').click();
      await page.locator('foyer-chat .handoff .quiet').click();
      await page.locator('foyer-chat .handoff').waitFor({ state: 'detached' });
      await page.route('**/api/chat', (route) => route.fulfill({ status: 503, json: {} }));
      await page.locator('foyer-chat textarea').fill('Hello?');
      await page.keyboard.press('Enter');
      await page.locator('foyer-chat .problem').waitFor();
      await check(page, `${file}-problem`);
      await page.close();
    },
    180_000,
  );

  test.each(['inline', 'page'])('in %s mode', async (mode) => {
    const head = `<script async src="${site.serverUrl}/widget.js"></script>`;
    const chat = `<foyer-chat bot="shop" mode="${mode}"></foyer-chat>`;
    const page = await site.visit({
      head,
      body: `<main><h1>A shop</h1><div style="height:600px">${chat}</div></main>`,
    });
    await page.locator('foyer-chat .greeting').waitFor();
    await check(page, `widget-${mode}`);
    await page.close();
  });
});

/** Every stop of the Tab key inside the chat, by name, until it comes to the first again or leaves the chat. */
async function tabOrder(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const inside = document.activeElement?.shadowRoot?.activeElement;
      return inside?.closest('.chat')
        ? (inside.getAttribute('aria-label') ?? inside.textContent ?? '')
        : undefined;
    });
    if (name === undefined || names.includes(name)) break;
    names.push(name);
  }
  return names;
}

describe('the keyboard alone', () => {
  test('opens, asks, walks through the reply in reading order, and Escape gives the focus back', async () => {
    const page = await site.visit();
    await page.getByRole('button', { name: 'Chat with us' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('AI assistant').waitFor();
    await page.keyboard.type(QUESTION);
    await page.keyboard.press('Enter');
    await lastReply(page).locator('.source').waitFor();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    await page.getByRole('button', { name: 'Not helpful' }).waitFor();
    await page.getByRole('button', { name: 'Talk to a person' }).focus();
    expect(await tabOrder(page)).toEqual([
      'New conversation',
      'Close the chat',
      'Conversation',
      'Source 1',
      expect.stringContaining('Returns'),
      'Copy the reply',
      'Helpful',
      'Not helpful',
      'Your question',
    ]);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className))
      .toBe('launcher');
    await page.close();
  });

  test('goes round inside on a phone, where the page behind is out of reach', async () => {
    const page = await site.visit();
    await page.setViewportSize(PHONE);
    await openChat(page);
    expect(await page.getByRole('dialog').getAttribute('aria-modal')).toBe('true');
    expect(await page.locator('main').evaluate((main) => main.hasAttribute('inert'))).toBe(true);
    await page.locator('foyer-chat header .icon').first().focus();
    await page.keyboard.press('Shift+Tab');
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.closest('.chat') !== null),
    ).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('main').evaluate((main) => main.hasAttribute('inert'))).toBe(false);
    await page.close();
  });
});

describe('a screen reader', () => {
  /** What the hidden log has said since, each time something was added. */
  async function listenToLog(page: Page): Promise<() => Promise<string[]>> {
    await page.locator('foyer-chat [role=log]').evaluate((log) => {
      const said: string[] = [];
      (window as unknown as { said: string[] }).said = said;
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes) said.push(node.textContent ?? '');
      }).observe(log, { childList: true, subtree: true });
    });
    return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  }

  test('hears each reply once, as plain text, also while the chat is closed, and never an old one', async () => {
    const page = await site.visit();
    await openChat(page);
    const said = await listenToLog(page);
    await ask(page, QUESTION);
    await expect.poll(said, { timeout: 20_000 }).toEqual(['Answering…', ANSWER]);
    await page.evaluate((text) => {
      type Foyer = {
        on(name: string, listener: () => void): void;
        close(): void;
        sendMessage(text: string): void;
      };
      const { foyer } = window as unknown as { foyer: Foyer };
      foyer.on('message:sent', () => foyer.close());
      foyer.sendMessage(text);
    }, QUESTION);
    await page.getByRole('button', { name: /1 new message/ }).waitFor();
    await expect.poll(said, { timeout: 20_000 }).toEqual(['Answering…', ANSWER, 'Answering…', ANSWER]);
    await page.reload();
    await openChat(page);
    await lastReply(page).locator('.bubble').waitFor();
    expect(await page.locator('foyer-chat [role=log]').innerText()).toBe('');
    expect(
      await page.locator('foyer-chat .transcript[aria-live], foyer-chat .transcript [aria-live]').count(),
    ).toBe(0);
    await page.close();
  });

  test('hears of a failure at once', async () => {
    const page = await site.visit();
    await openChat(page);
    await page.route('**/api/chat', (route) => route.fulfill({ status: 500, json: {} }));
    await page.getByRole('textbox', { name: 'Your question' }).fill('Hello?');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('not available').waitFor({ state: 'attached' });
    await page.close();
  });
});

test.each([
  ['320 px', { width: 320, height: 640 }],
  ['400 % zoom of a laptop', { width: 320, height: 200 }],
] as const)('at %s nothing is cut off and nothing scrolls sideways', async (_name, viewport) => {
  const page = await site.visit();
  await page.setViewportSize(viewport);
  await openChat(page);
  await ask(page, QUESTION);
  await page.locator('foyer-chat .source button').click();
  const overflow = await page
    .locator('foyer-chat .chat')
    .evaluate(
      (chat) =>
        [...chat.querySelectorAll('*')].filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
          .length,
    );
  expect(overflow).toBe(0);
  for (const part of ['.passage-text', 'textarea', 'header button']) {
    const element = page.locator(`foyer-chat ${part}`).last();
    await element.scrollIntoViewIfNeeded();
    expect((await element.boundingBox())?.height).toBeGreaterThan(20);
  }
  await page.screenshot({ path: join(shots, `widget-${viewport.width}x${viewport.height}.png`) });
  await page.close();
});
