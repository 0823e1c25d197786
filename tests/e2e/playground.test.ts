import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addTestBot } from '../support/app.ts';
import { axeFindings } from '../support/axe.ts';
import { openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

const shots = resolve(import.meta.dirname, '../../dist/screenshots');

let site: WidgetSite;
beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  site = await openWidgetSite();
  await addTestBot(site.testApp.context, 'larch-and-loft');
});
afterAll(() => site?.[Symbol.asyncDispose]());

test('the playground shows every call, event and look under its own strict policy, and axe finds nothing', async () => {
  const page = await site.browser.context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(`${site.serverUrl}/demo/playground.html`);
  // Without one, browsers ask for /favicon.ico, which is not there; headless ones ask for none.
  const icon = await page.locator('link[rel=icon]').evaluate((link) => (link as HTMLLinkElement).href);
  expect((await page.request.get(icon)).headers()['content-type']).toContain('image/svg+xml');
  await page.locator('foyer-chat .launcher').waitFor();
  const events = page.getByRole('list', { name: 'Events' });
  await page.getByRole('button', { name: 'sendMessage', exact: true }).click();
  await events.getByText('message:received').waitFor();
  await page.getByRole('button', { name: 'close', exact: true }).click();
  await events.getByText('close {}').waitFor();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await page.getByRole('button', { name: 'Mit uns chatten' }).waitFor();
  await page.getByRole('combobox', { name: 'Mode' }).selectOption('inline');
  await page.locator('#place').getByRole('textbox', { name: 'Ihre Frage' }).waitFor();
  const heights = (selector: string) => page.locator(selector).evaluate((box) => box.clientHeight);
  expect(Math.abs((await heights('#place')) - (await heights('foyer-chat .chat')))).toBeLessThan(4);
  expect(await page.locator('#snippet').innerText()).toContain('data-mode="inline" data-locale="de"');
  await page.screenshot({ path: join(shots, 'playground.png'), fullPage: true });
  expect(await axeFindings(page)).toEqual([]);
  expect(troubles).toEqual([]);
  await page.close();
});
