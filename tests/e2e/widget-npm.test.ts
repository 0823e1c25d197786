import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { ask, lastReply, openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

let site: WidgetSite;
beforeAll(async () => {
  site = await openWidgetSite({ script: 'Boots worn outside cannot be returned. [1]' });
});
afterAll(() => site?.[Symbol.asyncDispose]());

test('the React component on a page that is built: calls made before it has come wait, events arrive, looks change', async () => {
  const settings = { serverUrl: site.serverUrl, botId: TEST_BOT_ID, session: '', conversationId: '' };
  const head = `<script>window.settings = ${JSON.stringify(settings)}</script>`;
  const script = await bundlePage(join(import.meta.dirname, 'pages/react-wrapper.tsx'));
  const page = await site.visit({ head, body: '', script });
  await page.getByRole('textbox', { name: 'Your question' }).waitFor();
  await ask(page, 'Can I return boots worn outside?');
  await lastReply(page).locator('.bubble').getByText('cannot be returned').waitFor();
  await expect
    .poll(() => page.locator('output').innerText())
    .toContain('message:sent stream:start stream:end message:received');
  const colour = () =>
    page.locator('foyer-chat .launcher').evaluate((button) => getComputedStyle(button).backgroundColor);
  expect(await colour()).toBe('rgb(120, 20, 60)');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Blue' }).click();
  await expect.poll(colour).toBe('rgb(0, 80, 160)');
  expect(await page.locator('foyer-chat').count()).toBe(1);
  await page.close();
});

test('a server that is not there is told as an error, and the page goes on', async () => {
  const settings = { serverUrl: 'http://127.0.0.1:9', botId: TEST_BOT_ID, session: '', conversationId: '' };
  const head = `<script>window.settings = ${JSON.stringify(settings)}</script>`;
  const script = await bundlePage(join(import.meta.dirname, 'pages/react-wrapper.tsx'));
  const page = await site.visit({ head, body: '', script });
  await expect.poll(() => page.locator('output').innerText()).toContain('error');
  await page.getByRole('button', { name: 'Blue' }).click();
  await page.close();
});
