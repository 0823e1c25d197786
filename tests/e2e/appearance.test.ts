import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import { watchComplaints } from '../support/complaints.ts';
import { enterWithKey, expectSoundPage, waitUntilLoaded } from '../support/console-page.ts';
import { openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

const YELLOW = 'rgb(255, 235, 59)';
const WINE = 'rgb(122, 31, 61)';
const shots = resolve(import.meta.dirname, '../../dist/screenshots');

let site: WidgetSite;
let page: Page;
/** Asking who is signed in is answered with 401 when nobody is. */
const complaints = watchComplaints('401');

beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  site = await openWidgetSite();
  page = await site.browser.context.newPage();
  page.setDefaultTimeout(15_000);
  complaints.watch(page);
  await openAs('admin');
});
afterAll(() => site?.[Symbol.asyncDispose]());

async function openAs(role: 'admin' | 'reader'): Promise<void> {
  await enterWithKey(page, { url: site.serverUrl, key: await site.testApp.keyOf(role) });
  await page.getByRole('link', { name: 'Appearance', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Appearance' }).waitFor();
}

const preview = () => page.frameLocator('iframe');
const launcher = () => preview().locator('foyer-chat .launcher');
const colour = () => page.getByLabel('Brand colour', { exact: true });
const previewStyle = (selector: string, property: string) =>
  preview()
    .locator(`foyer-chat ${selector}`)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
const soon = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 15_000 });

test('the preview follows each change before anything is saved', async () => {
  await preview().getByText('Hello!').waitFor();
  await colour().fill('ffeb3b');
  await soon(() => previewStyle('.launcher', 'background-color')).toBe(YELLOW);
  await page.getByText('Words in this colour are hard to read: their contrast is 1.1 to 1').waitFor();
  await expectSoundPage(page, 'appearance-warning');
  await page.getByRole('button', { name: /^Use #[0-9a-f]{6}$/ }).click();
  await soon(() => page.getByText('hard to read').count()).toBe(0);
  const taken = await colour().inputValue();
  expect(taken).toMatch(/^#[0-9a-f]{6}$/);
  await colour().fill('purple');
  await page.getByText('Write a colour as #').waitFor();
  await colour().fill('#7a1f3d');
  await soon(() => previewStyle('.launcher', 'background-color')).toBe(WINE);
  await page.getByLabel('Corner of the round button').selectOption('start');
  await soon(async () => (await launcher().boundingBox())?.x).toBeLessThan(
    ((await page.locator('iframe').boundingBox())?.x ?? 0) + 100,
  );
  await page.getByLabel('Light or dark').selectOption('dark');
  await soon(() => previewStyle('.launcher', 'color-scheme')).toBe('dark');
  await page.getByLabel('Light or dark').selectOption('auto');
  await page.getByLabel('Words on the button').fill('Ask us');
  await preview().getByRole('button', { name: 'Close the chat' }).first().click();
  await preview().getByRole('button', { name: 'Ask us', exact: true }).waitFor();
  await page.screenshot({ path: join(shots, 'appearance-label.png'), fullPage: true });
  await page.getByLabel('Words on the button').fill('Ask the shop');
  await preview().getByRole('button', { name: 'Ask the shop', exact: true }).click();
  const { settings } = (
    await site.testApp.context.store.db.selectFrom('bots').select('settings').execute()
  )[0] ?? { settings: '' };
  expect(settings).not.toContain('7a1f3d');
});

test('it is shown on a phone, in the dark and from right to left', async () => {
  const pressed = (name: string) => page.getByRole('button', { name, exact: true });
  await pressed('In the dark').click();
  await soon(() => previewStyle('.chat', 'background-color')).toBe('rgb(21, 26, 24)');
  await page.screenshot({ path: join(shots, 'appearance-dark.png'), fullPage: true });
  await pressed('Right to left').click();
  await preview().getByText('Hello!').waitFor();
  await soon(async () => (await launcher().boundingBox())?.x).toBeGreaterThan(
    ((await page.locator('iframe').boundingBox())?.x ?? 0) + 200,
  );
  await page.screenshot({ path: join(shots, 'appearance-rtl.png'), fullPage: true });
  await pressed('On a phone').click();
  await soon(() =>
    preview()
      .locator('body')
      .evaluate(() => innerWidth),
  ).toBe(390);
  await preview().getByRole('dialog').waitFor();
  await page.screenshot({ path: join(shots, 'appearance-phone.png'), fullPage: true });
  for (const name of ['In the dark', 'Right to left', 'On a phone']) await pressed(name).click();
});

test('what is asked in the preview is answered there, and is no conversation and no visit', async () => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/api\/(chat|bots)\b/.test(request.url())) asked.push(request.url());
  });
  await preview().getByRole('button', { name: 'How long does delivery take?' }).click();
  await preview().locator('li.assistant').getByText('This is how an answer looks').waitFor();
  await page.screenshot({ path: join(shots, 'appearance-answer.png'), fullPage: true });
  expect(asked).toEqual([]);
  const { db } = site.testApp.context.store;
  expect(await db.selectFrom('conversations').select('id').execute()).toEqual([]);
  expect(await db.selectFrom('widget_sites').select('origin').execute()).toEqual([]);
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('foyer:'))),
  ).toEqual([]);
});

test('saved, it stands at the launcher of a page with the line, before anything else is fetched', async () => {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  await preview().getByText('Hello!').waitFor();
  await expectSoundPage(page, 'appearance');
  await page.getByRole('link', { name: 'Install', exact: true }).click();
  const line = (await page.locator('code.code').first().textContent()) ?? '';
  await expectSoundPage(page, 'install');
  const visitor = await site.visit({ head: '' });
  const asked: string[] = [];
  visitor.on('request', (request) => {
    if (request.url().startsWith(site.serverUrl)) asked.push(request.url().slice(site.serverUrl.length));
  });
  await visitor.evaluate(
    (html) => document.head.append(document.createRange().createContextualFragment(html)),
    line,
  );
  const button = visitor.getByRole('button', { name: 'Ask the shop', exact: true });
  await button.waitFor();
  expect(await button.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(WINE);
  expect(asked).toEqual([`/widget.js?bot=${TEST_BOT_ID}`]);
  await visitor.close();
});

test('a colleague’s save in between is not written over; who may only read cannot save', async () => {
  await page.getByRole('link', { name: 'Appearance', exact: true }).click();
  await colour().fill('#123456');
  await site.set({ greeting: 'Good day!' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Somebody else has saved these settings').waitFor();
  complaints.forgive('409');
  await page.getByRole('button', { name: 'Load the newer settings' }).click();
  await soon(() => colour().inputValue()).toBe('#7a1f3d');
  await preview().getByText('Good day!').waitFor();
  await waitUntilLoaded(page);
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('about:blank');
  await openAs('reader');
  expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
});
