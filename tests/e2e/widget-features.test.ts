import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApprovedAnswer } from '../../server/bots/index.ts';
import { TEST_BOT_ID } from '../support/app.ts';
import { type HeldGenerator, heldGenerator } from '../support/held-generator.ts';
import { ask, lastReply, openChat, openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

const QUESTION = 'Can I return boots worn outside?';
const HELD = 'Boots worn outside cannot be returned. [1]';
const shots = resolve(import.meta.dirname, '../../dist/screenshots');

/** What staff may have written, or a document said, by mistake or in bad faith. */
const MARKDOWN_QUESTION = 'How do I clean boots?';
const MARKDOWN = `Brush them **dry**, then:

1. Wash with \`cold\` water.
2. Let them dry. See [our page](https://shop.example/care) or https://shop.example/wax.

| What | How often |
|---|---|
| Brush | weekly |

<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>

[bad](javascript:window.hacked=1) ![photo of boots](https://evil.example/pixel.png)`;

let site: WidgetSite;
let generator: HeldGenerator;
beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  generator = heldGenerator(HELD, '');
  site = await openWidgetSite({ overrides: { generator, turnGraceMs: 10_000 } });
  const bot = { actor: 'system:test', botId: TEST_BOT_ID };
  await createApprovedAnswer(site.testApp.context, { ...bot, question: MARKDOWN_QUESTION, answer: MARKDOWN });
});
afterAll(() => site?.[Symbol.asyncDispose]());

const bubble = (page: Page) => lastReply(page).locator('.bubble');

/** Asks what the held generator answers, and lets it begin. */
async function askHeld(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(QUESTION);
  const waiting = generator.waiting();
  await page.keyboard.press('Enter');
  await waiting;
}

describe('a reply', () => {
  test('shows Markdown as elements; HTML stays text, nothing runs, no image and no unsafe address is fetched', async () => {
    const page = await site.visit();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await openChat(page);
    await ask(page, MARKDOWN_QUESTION);
    const reply = bubble(page);
    await reply.locator('table').waitFor();
    expect(await reply.locator('strong').first().innerText()).toBe('dry');
    expect(await reply.locator('ol > li').count()).toBe(2);
    expect(await reply.locator('td').allInnerTexts()).toEqual(['Brush', 'weekly']);
    const links = await reply
      .locator('a')
      .evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.getAttribute('rel')]));
    expect(links).toEqual([
      ['https://shop.example/care', 'noopener nofollow noreferrer'],
      ['https://shop.example/wax', 'noopener nofollow noreferrer'],
    ]);
    expect(await reply.innerText()).toContain('<script>');
    expect(await reply.innerText()).toContain('photo of boots');
    expect(await reply.locator('img, script').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(asked.filter((url) => url.includes('evil') || url.includes('shop.example'))).toEqual([]);
    await page.screenshot({ path: join(shots, 'widget-markdown.png') });
    await page.close();
  });

  test('stands in its lines where what reads Markdown cannot be fetched', async () => {
    const page = await site.visit();
    await page.route(/Markdown/, (route) => route.abort());
    await openChat(page);
    await ask(page, MARKDOWN_QUESTION);
    await bubble(page).waitFor();
    const lines = (await bubble(page).innerText()).split('\n');
    expect(lines).toContain('1. Wash with `cold` water.');
    expect(lines).toContain('| Brush | weekly |');
    await page.close();
  });

  test('can be copied as plain text', async () => {
    await site.browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: site.siteUrl,
    });
    const page = await site.visit();
    await openChat(page);
    await ask(page, MARKDOWN_QUESTION);
    await lastReply(page).getByRole('button', { name: 'Copy the reply' }).click();
    await lastReply(page).getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('Brush them dry, then:');
    expect(copied).not.toContain('**');
    await page.close();
  });

  test('names the passage it comes from, word for word, and its number leads there', async () => {
    const page = await site.visit();
    await openChat(page);
    await askHeld(page);
    generator.release();
    const reply = lastReply(page);
    await reply.getByRole('button', { name: 'Source 1' }).click();
    const source = reply.getByRole('list', { name: 'Sources' }).getByRole('button', { name: /Returns/ });
    expect(await source.getAttribute('aria-expanded')).toBe('true');
    expect(await source.evaluate((card) => (card.getRootNode() as ShadowRoot).activeElement === card)).toBe(
      true,
    );
    expect(await reply.locator('blockquote').innerText()).toContain(
      'You can return unworn boots within 30 days. Boots worn outside cannot be returned.',
    );
    await page.close();
  });

  test('stops at once when the visitor stops it, on the server too', async () => {
    const page = await site.visit();
    await openChat(page);
    await askHeld(page);
    const { aborted } = generator;
    await page.getByRole('button', { name: 'Stop the reply' }).click();
    await lastReply(page).getByText('Stopped.').waitFor();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    expect(generator.aborted).toBe(aborted + 1);
    await page.close();
  });

  test('brings what reads tables only where it may hold one; where that cannot be loaded, the lines stay as they stand', async () => {
    const page = await site.visit();
    let asked = 0;
    await page.route('**/tables-*.js', (route) => {
      asked += 1;
      return route.abort();
    });
    await openChat(page);
    await askHeld(page);
    generator.release();
    await bubble(page).getByText('cannot be returned').waitFor();
    expect(asked).toBe(0);
    await ask(page, MARKDOWN_QUESTION);
    await expect.poll(() => asked).toBe(1);
    await bubble(page).getByText('| Brush | weekly |').waitFor();
    expect(await bubble(page).locator('strong').first().innerText()).toBe('dry');
    await page.close();
  });

  test('that is being written when the page reloads goes on after it', async () => {
    const page = await site.visit();
    await openChat(page);
    await askHeld(page);
    await page.reload();
    await openChat(page);
    await page.getByRole('button', { name: 'Stop the reply' }).waitFor();
    generator.release();
    await bubble(page).getByText('cannot be returned').waitFor();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    expect(await page.locator('foyer-chat li.user').count()).toBe(1);
    await page.close();
  });
});

describe('what the visitor writes', () => {
  test('is kept when the server refuses it, with the wait, and goes out on pressing Try again', async () => {
    const page = await site.visit();
    await openChat(page);
    await page.route('**/api/chat', (route) =>
      route.fulfill({
        status: 503,
        headers: {
          'retry-after': '4',
          'access-control-allow-origin': '*',
          'access-control-expose-headers': 'retry-after',
        },
        json: { error: { code: 'queue_full', message: 'Later.', requestId: 'r' } },
      }),
    );
    await page.getByRole('textbox', { name: 'Your question' }).fill(MARKDOWN_QUESTION);
    await page.keyboard.press('Enter');
    await lastReply(page).getByText('Try again in 4 seconds.').waitFor();
    expect(await page.locator('foyer-chat li.user').innerText()).toContain(MARKDOWN_QUESTION);
    await page.unroute('**/api/chat');
    await lastReply(page).getByRole('button', { name: 'Try again' }).click();
    await bubble(page).locator('table').waitFor();
    expect(await page.locator('foyer-chat li.user').count()).toBe(1);
    await page.close();
  });

  test('goes out by itself when the browser is online again', async () => {
    const page = await site.visit();
    await openChat(page);
    await site.browser.context.setOffline(true);
    await page.getByRole('textbox', { name: 'Your question' }).fill(MARKDOWN_QUESTION);
    await page.keyboard.press('Enter');
    await lastReply(page).getByText('cannot be reached').waitFor({ timeout: 20_000 });
    await site.browser.context.setOffline(false);
    await bubble(page).locator('table').waitFor({ timeout: 20_000 });
    await page.close();
  });

  test('survives a reload while it is a draft', async () => {
    const page = await site.visit();
    await openChat(page);
    await page.getByRole('textbox', { name: 'Your question' }).fill('How long do');
    await page.reload();
    await openChat(page);
    expect(await page.getByRole('textbox', { name: 'Your question' }).inputValue()).toBe('How long do');
    await page.close();
  });
});

test('the page’s language is spoken, right to left too; the bot’s own words are marked as its language', async () => {
  const page = await site.visit({ lang: 'ar' });
  await page.getByRole('button', { name: 'تحدث معنا' }).click();
  const dialog = page.getByRole('dialog', { name: 'محادثة مع shop' });
  await dialog.waitFor();
  expect(await dialog.locator('.panel').evaluate((panel) => getComputedStyle(panel).direction)).toBe('rtl');
  expect(await dialog.locator('.greeting').getAttribute('lang')).toBe('en');
  await page.evaluate(() =>
    (window as unknown as { foyer: { setLocale(tag: string): void } }).foyer.setLocale('de'),
  );
  await page.getByRole('textbox', { name: 'Ihre Frage' }).waitFor();
  await page.close();
});

test('the first thing said is that this is an AI assistant; a suggested question is asked with one press', async () => {
  const page = await site.visit();
  await openChat(page);
  await page
    .getByText(
      'You are talking to an AI assistant of Test Shop. It can be wrong. Ask for a person at any time.',
    )
    .waitFor();
  const waiting = generator.waiting();
  await page
    .getByRole('list', { name: 'Suggested questions' })
    .getByRole('button', { name: 'How long does delivery take?' })
    .click();
  await waiting;
  expect(await page.locator('foyer-chat li.user').innerText()).toContain('How long does delivery take?');
  generator.release();
  await page.getByRole('button', { name: 'Send' }).waitFor();
  await page.close();
});
