import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import { watchComplaints } from '../support/complaints.ts';
import { loadPage } from '../support/console-page.ts';
import { type ConsoleSite, openConsoleSite } from '../support/console-site.ts';
import { hasFocus } from '../support/keyboard.ts';

let site: ConsoleSite;
const complaints = watchComplaints();
const addressOf = (path: string) => `${site.url}/console/${TEST_BOT_ID}/${path}`;

beforeAll(async () => {
  site = await openConsoleSite(complaints);
  complaints.forgive('401');
}, 120_000);
afterAll(() => site?.[Symbol.asyncDispose]());

test('a button keeps the focus while it works, and after a form is saved', async () => {
  const { page } = site;
  await loadPage(page, addressOf('words'));
  await page.getByLabel('Question in a customer’s words').fill('How long does delivery take?');
  const button = page.getByRole('button', { name: 'Try', exact: true });
  await button.press('Enter');
  await page.getByText(/^Searched /).waitFor();
  await expect.poll(() => hasFocus(button)).toBe(true);

  await loadPage(page, addressOf('settings'));
  await page.getByLabel('Greeting').fill('Good day!');
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await save.press('Enter');
  await page.getByText('Saved.').waitFor();
  await expect.poll(() => hasFocus(save)).toBe(true);
});

test('whoever takes a line out of a list goes on in the next one, and from the last at the page', async () => {
  const { page } = site;
  await loadPage(page, addressOf('knowledge'));
  const remove = page.getByRole('button', { name: /^Delete / });
  for (const left of [1, 0]) {
    await remove.first().press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter');
    await expect.poll(() => remove.count()).toBe(left);
    const place = page.locator(left > 0 ? 'li.document' : 'main');
    await expect.poll(() => place.evaluate((box) => box.contains(document.activeElement))).toBe(true);
  }
});

test('Escape folds the menu of a narrow window, and its button has the focus again', async () => {
  const { page } = site;
  await page.setViewportSize({ width: 640, height: 400 });
  await loadPage(page, addressOf('start'));
  const menu = page.getByRole('button', { name: 'Menu' });
  await menu.press('Enter');
  await page.getByRole('link', { name: 'Knowledge', exact: true }).focus();
  await page.keyboard.press('Escape');
  expect(await menu.getAttribute('aria-expanded')).toBe('false');
  expect(await hasFocus(menu)).toBe(true);
});
