import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBot } from '../../server/bots/index.ts';
import { TEST_BOT_ID, testSettings } from '../support/app.ts';
import { openTestBrowser } from '../support/browser.ts';
import { watchComplaints } from '../support/complaints.ts';
import { takePicture } from '../support/console-page.ts';
import { type ConsoleSite, openConsoleSite } from '../support/console-site.ts';
import { visitorOf } from '../support/handoff.ts';

let site: ConsoleSite;
const complaints = watchComplaints();

beforeAll(async () => {
  site = await openConsoleSite(complaints);
  complaints.forgive('401');
  const other = { actor: 'system:test', name: 'The library of Alderbrook', settings: testSettings };
  await createBot(site.app.context, other);
}, 120_000);

afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

test('on a small tablet the opened menu shows every page at once', async () => {
  const { page } = site;
  for (const size of [
    { width: 768, height: 800 },
    { width: 800, height: 800 },
  ]) {
    await page.setViewportSize(size);
    await page.reload();
    await page.getByRole('button', { name: 'Menu' }).click();
    for (const name of ['Start', 'Compare & publish', 'Who did what']) {
      const line = await page.getByRole('link', { name, exact: true }).boundingBox();
      expect(line && line.y + line.height, `${name} at ${size.width}`).toBeLessThan(size.height);
    }
  }
});

test.each([
  ['en', 'Console', 'Who did what'],
  ['de', 'Konsole', 'Wer was tat'],
])(
  'in a low window every page is seen without scrolling, in the language %s',
  async (language, nav, last) => {
    const { page } = site;
    await page.evaluate((chosen) => localStorage.setItem('foyer:console-language', chosen), language);
    for (const size of [
      { width: 1024, height: 768 },
      { width: 1280, height: 800 },
    ]) {
      await page.setViewportSize(size);
      await page.reload();
      const pages = page.getByRole('navigation', { name: nav });
      await pages.getByRole('link', { name: last }).waitFor();
      await takePicture(page, `navigation-${language}-${size.height}`);
      const hidden = await pages.evaluate((element) => element.scrollHeight - element.clientHeight);
      expect(`${size.height}: ${hidden}`).toBe(`${size.height}: 0`);
    }
  },
);

test('the address of a bot that is not there says so, and leads back to one that is', async () => {
  const { page, url } = site;
  await page.evaluate(() => localStorage.setItem('foyer:console-language', 'en'));
  await page.goto(`${url}/console/no-such-bot/install`);
  await page.getByText('There is nothing at this address').waitFor();
  complaints.forgive('404');
  expect(await page.getByText('data-bot="no-such-bot"').count()).toBe(0);
  await page.getByRole('link', { name: 'Go to Start' }).click();
  await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
});

test('Insight with nothing to count says what it will count, not noughts', async () => {
  const { page } = site;
  await page.getByRole('link', { name: 'Insight', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: 'Nothing was asked in this time' }).waitFor();
  await takePicture(page, 'insight-quiet');
  await page.getByRole('link', { name: 'Put the chat on your site' }).click();
  await page.getByRole('heading', { level: 1, name: 'Install' }).waitFor();
});

test('a link with a key that is not known says so at the way in', async () => {
  await using stranger = await openTestBrowser();
  await stranger.page.goto(`${site.url}/console/#key=foyer_of_another_data_folder`);
  await stranger.page.getByText('This API key is not known here').waitFor();
  await stranger.page.getByRole('button', { name: 'Use an API key instead' }).click();
  await stranger.page.getByLabel('API key').fill(await site.app.keyOf('admin'));
  await stranger.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await stranger.page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
});

test.each([
  ['en', 'Console', 'Knowledge', 'Inbox'],
  ['de', 'Konsole', 'Wissen', 'Posteingang'],
])(
  'the browser’s tab says which page of which bot it shows, and who waits, in the language %s',
  async (language, nav, knowledge, inbox) => {
    const { page, url, app } = site;
    await page.evaluate((chosen) => localStorage.setItem('foyer:console-language', chosen), language);
    await page.goto(`${url}/console/${TEST_BOT_ID}/start`);
    const pages = page.getByRole('navigation', { name: nav });
    await expect.poll(() => page.title()).toBe(`Start · ${TEST_BOT_ID} · Foyer`);
    await pages.getByRole('link', { name: knowledge }).click();
    await expect.poll(() => page.title()).toBe(`${knowledge} · ${TEST_BOT_ID} · Foyer`);
    await pages.getByRole('link', { name: inbox }).click();
    await expect.poll(() => page.title()).toBe(`${inbox} · ${TEST_BOT_ID} · Foyer`);
    const visitor = visitorOf(app, TEST_BOT_ID);
    await visitor.post('person', { botId: TEST_BOT_ID });
    await expect.poll(() => page.title()).toBe(`(1) ${inbox} · ${TEST_BOT_ID} · Foyer`);
    await visitor.post('leave');
    await expect.poll(() => page.title()).toBe(`${inbox} · ${TEST_BOT_ID} · Foyer`);
  },
);
