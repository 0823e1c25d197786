import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, lastReply, openChat, openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

/** The shop's pages say something near it, and no more. */
const NEAR = 'Can I give my boots back?';
const SURE = 'Can I return boots worn outside?';
const HINT = 'I am not sure that this answers your question.';
const HINT_DE = 'Ich bin nicht sicher, ob das Ihre Frage beantwortet.';

let site: WidgetSite;
beforeAll(async () => {
  site = await openWidgetSite();
});
afterAll(() => site?.[Symbol.asyncDispose]());

const hint = (page: Page, text = HINT) => page.locator('foyer-chat li.assistant').getByText(text);

test('below a reply that the bot is not sure of stands so, once, also after a reload and in another window', async () => {
  const page = await site.visit();
  await openChat(page);
  await ask(page, SURE);
  expect(await hint(page).count()).toBe(0);
  await ask(page, NEAR);
  await lastReply(page).getByText(HINT).waitFor();
  expect(await lastReply(page).locator('.bubble').innerText()).not.toContain('not sure');
  await page.getByRole('button', { name: 'Talk to a person' }).last().waitFor();
  await page.getByRole('log').getByText(HINT).waitFor({ state: 'attached' });
  const said = await page.getByRole('log').locator('p').allInnerTexts();
  expect(said.at(-1)).toBe(HINT);

  await page.reload();
  await openChat(page);
  await lastReply(page).getByText(HINT).waitFor();
  expect(await hint(page).count()).toBe(1);
  const other = await site.browser.context.newPage();
  await other.goto(page.url());
  await openChat(other);
  await lastReply(other).getByText(HINT).waitFor();
  expect(await hint(other).count()).toBe(1);
  await other.close();
  await page.close();
}, 180_000);

test('on a phone it is read in German without scrolling sideways', async () => {
  const page = await site.visit({ lang: 'de' });
  await page.setViewportSize({ width: 390, height: 760 });
  await page.locator('foyer-chat .launcher').click();
  const input = page.locator('foyer-chat textarea');
  await input.fill(NEAR);
  await input.press('Enter');
  await hint(page, HINT_DE).waitFor();
  const box = await hint(page, HINT_DE).boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 390)).toBeLessThanOrEqual(390);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.close();
}, 120_000);

test('a bot whose admin switched it off says nothing of it', async () => {
  await site.set({ unsureHint: false });
  const page = await site.visit();
  await openChat(page);
  await ask(page, NEAR);
  await lastReply(page).locator('.bubble').waitFor();
  expect(await hint(page).count()).toBe(0);
  await site.set({ unsureHint: true });
  await page.close();
}, 120_000);
