import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import { changedFile, keepFile } from '../support/bot-file.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage, expectSoundWords, waitUntilLoaded } from '../support/console-page.ts';
import { type ConsoleSite, openConsoleSite, openSignedIn } from '../support/console-site.ts';
import { addPerson } from '../support/people.ts';

let site: ConsoleSite;
let page: Page;
let file: string;
const complaints = watchComplaints('401');
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  site = await openConsoleSite(complaints);
  page = site.page;
}, 240_000);

afterAll(() => site?.[Symbol.asyncDispose]());

async function openBots(at: Page): Promise<void> {
  await at.goto(`${site.url}/console/${TEST_BOT_ID}/bots`);
  await at.getByRole('heading', { level: 1, name: 'Bots' }).waitFor();
  await waitUntilLoaded(at);
}

const button = (name: string) => page.getByRole('button', { name, exact: true });

async function bringIn(path: string): Promise<void> {
  await button('Bring a bot from a file').click();
  await page.locator('input[type=file]').setInputFiles(path);
  await button('Bring it in').click();
}

test('a bot is downloaded, after a word on what is in the file', async () => {
  await openBots(page);
  await expectSoundPage(page, 'bots');
  await button(`Download as a file: ${TEST_BOT_ID}`).click();
  await page.getByText('Not in it: conversations').waitFor();
  await expectSoundPage(page, 'bot-download');
  const [download] = await Promise.all([page.waitForEvent('download'), button('Download').click()]);
  expect(download.suggestedFilename()).toMatch(/^shop-[\d-]+\.foyer-bot\.zip$/);
  file = await keepFile(site.app.dataDir, await readFile(await download.path()));
  await page.getByText('Not in it: conversations').waitFor({ state: 'hidden' });
});

test('the file becomes a new bot, which is there to be opened', async () => {
  await button('Bring a bot from a file').click();
  await page.locator('input[type=file]').setInputFiles(file);
  await expectSoundPage(page, 'bot-bring');
  await button('Bring it in').click();
  await page.getByRole('link', { name: 'Go to the bot' }).waitFor();
  await page.getByRole('link', { name: `${TEST_BOT_ID} (2)`, exact: true }).waitFor();
  await expectSoundPage(page, 'bot-brought');
  await page.reload();
  await page.getByRole('link', { name: 'Go to the bot' }).click();
  await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
  await page.getByRole('link', { name: 'Knowledge', exact: true }).click();
  await page.getByRole('link', { name: 'Delivery' }).waitFor();
});

test('a file that is none is refused in the dialog, one with a mistake on the page, entry and line named', async () => {
  await openBots(page);
  await button('Dismiss the note on shop (2)').click();
  await bringIn(await keepFile(site.app.dataDir, Buffer.from('Hello, I am a bot.')));
  await page.getByText('it cannot be opened as a ZIP archive').waitFor();
  complaints.forgive('400');
  await expectSoundPage(page, 'bot-refused');
  await button('Cancel').click();
  const wrong = await changedFile(await readFile(file), (entries) => {
    entries.set('lessons.jsonl', Buffer.from('{"kind":"knowledge"}\n'));
  });
  await bringIn(await keepFile(site.app.dataDir, wrong));
  await page.getByText(/In lessons\.jsonl, line 1: .*history is missing/).waitFor();
  await expectSoundPage(page, 'bot-failed');
});

test('who only looks is offered neither', async () => {
  await addPerson(site.app, 'viewer');
  await using other = await openSignedIn(complaints, site.url, 'viewer@example.org');
  const viewer = other.page;
  await openBots(viewer);
  expect(await viewer.getByRole('button', { name: /file/ }).count()).toBe(0);
});

test('the words are there in German', async () => {
  await page.getByLabel('Language').selectOption('de');
  await button('Bot aus einer Datei holen').waitFor();
  await expectSoundWords(page, 'bots-german');
  await button('Bot aus einer Datei holen').click();
  await expectSoundWords(page, 'bot-bring-german');
});
