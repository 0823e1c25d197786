import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { watchComplaints } from '../support/complaints.ts';
import {
  expectSoundPage,
  expectSoundWords,
  loadPage,
  printedKey,
  waitUntilLoaded,
} from '../support/console-page.ts';
import { watchRequests } from '../support/page-requests.ts';
import { startServer, type TestServer } from '../support/server.ts';

const BOT_ID = 'larch-and-loft';
const QUESTION = 'Can I send back boots I wore outside?';
const PAGES = [
  'start',
  'inbox',
  'left-messages',
  'settings/people',
  'knowledge',
  'try',
  'conversations',
  'unanswered',
  'insight',
  'lessons',
  'lessons/new',
  'review',
  'corrections',
  'approved',
  'words',
  // Some of its 212 rows, which are alike.
  'tests?state=must-pass',
  'decision',
  'teach',
  'compare',
  'settings',
  'bots',
  'appearance',
  'install',
  'team',
  'audit',
  'account',
  'setup?step=document',
  'setup?step=snippet',
  'nowhere',
];
/** Pages of one thing, the first that a list links to. */
const RECORDS = [
  { name: 'document', list: 'knowledge?find=boots', record: 'knowledge' },
  { name: 'conversation', list: 'conversations', record: 'conversations' },
  { name: 'lesson', list: 'lessons', record: 'lessons' },
];
/** A turn on two cores that other tests use too. */
const ANSWER_TIMEOUT_MS = 60_000;

let server: TestServer;
let browser: TestBrowser;
let page: Page;
let key: string;
const complaints = watchComplaints();

beforeAll(async () => {
  server = await startServer({ args: ['demo'] });
  key = await printedKey(server);
  browser = await openTestBrowser();
  page = browser.page;
  complaints.watch(page);
}, 400_000);

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const addressOf = (path: string) => `${server.url}/console/${BOT_ID}/${path}`;

async function open(path: string): Promise<void> {
  await page.goto(addressOf(path));
  await page.getByRole('heading', { level: 1 }).waitFor();
}

const item = (name: string) => page.getByRole('listitem').filter({ hasText: name });

describe('signing in', () => {
  test('a wrong key is told in a sentence, and the page stays', async () => {
    await page.goto(`${server.url}/console/`);
    await page.getByRole('button', { name: 'Use an API key instead' }).click();
    await page.getByLabel('API key', { exact: true }).fill('foyer_wrong');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    expect(await page.getByRole('alert').textContent()).toMatch(/key/i);
    expect(await axeFindings(page)).toEqual([]);
    complaints.forgive('401');
  });

  test('the address that the demo prints opens the console and keeps no key', async () => {
    await page.goto(`${server.url}/console/#key=${key}`);
    await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
    expect(page.url()).toBe(`${server.url}/console/${BOT_ID}/start`);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
    expect(await page.locator('code.code').textContent()).toContain(`data-bot="${BOT_ID}"`);
  });
});

describe('knowledge', () => {
  test('files dropped and text pasted become Ready, or Failed with a reason and Retry', async () => {
    await open('knowledge');
    await page.locator('input[type=file]').setInputFiles([
      {
        name: 'kites.md',
        mimeType: 'text/markdown',
        buffer: Buffer.from('# Kites\n\nWe lend kites for 3 days.\n'),
      },
      { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 and then nothing') },
    ]);
    await page.getByRole('button', { name: 'Paste text' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Title').fill('<img src=x onerror=alert(1)> sledges');
    await page.getByLabel('Text', { exact: true }).fill('Sledges are for rent in winter, 4 pounds a day.');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await item('kites.md').getByText('Ready').waitFor();
    await item('sledges').getByText('Ready').waitFor();
    expect(await page.getByRole('link', { name: '<img src=x onerror=alert(1)> sledges' }).isVisible()).toBe(
      true,
    );
    const broken = item('broken.pdf');
    await broken.getByText('Failed').waitFor();
    await broken.getByRole('button', { name: 'Retry' }).click();
    await broken.getByText('Failed').waitFor();
  });

  test('is found by name and by state, also from the address', async () => {
    await open('knowledge?state=failed');
    await item('broken.pdf').waitFor();
    expect(await page.locator('.document').count()).toBe(1);
    await page.getByLabel('State').selectOption('');
    await page.getByLabel('Search by name').fill('KITES');
    await page.getByText(/^1 of \d+ documents$/).waitFor();
    expect(await page.locator('.document').count()).toBe(1);
    await page.getByLabel('Search by name').fill('no such thing');
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await page.locator('.document').count()).toBeGreaterThan(40);
  });

  test('a document shows its passages, and what a question finds in it', async () => {
    await open('knowledge?find=kites');
    await page.getByRole('link', { name: 'Kites' }).click();
    await page.getByText('We lend kites for 3 days.').waitFor();
    await page.getByLabel('Question to search with').fill('How long can I have a kite?');
    await page.keyboard.press('Enter');
    await page
      .locator('.passages')
      .getByText(/^Hit 1 · 0\.\d\d$/)
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  test('the original stands beside it and is changed there; a passage is taken out of use and comes back', async () => {
    await open('knowledge?find=kites');
    await page.getByRole('link', { name: 'Kites' }).click();
    await page.getByRole('button', { name: 'Show the original beside it' }).click();
    const original = page.getByLabel('Text of the original');
    await expect.poll(() => original.inputValue()).toContain('We lend kites for 3 days.');
    await original.fill('# Kites\n\nWe lend kites for 5 days.\n');
    await page.getByRole('button', { name: 'Save and read it anew' }).click();
    await page.locator('.passages').getByText('We lend kites for 5 days.').waitFor();
    await expectSoundPage(page, 'document-original');
    await page.getByRole('button', { name: 'Take out of use: passage 1' }).click();
    await page.getByText('Not in use').waitFor();
    await page.getByRole('button', { name: 'Use again: passage 1' }).click();
    await page.getByText('Not in use').waitFor({ state: 'hidden' });
  });

  test('is switched off and on, and deleted after one question', async () => {
    await open('knowledge?find=kites');
    const toggle = page.getByRole('switch', { name: 'Use Kites in answers' });
    await toggle.click();
    await item('kites.md').getByText('Switched off').waitFor();
    await toggle.click();
    await item('kites.md').getByText('Ready').waitFor();
    await page.getByRole('button', { name: 'Delete Kites' }).click();
    await page.getByRole('button', { name: 'Keep' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Delete Kites' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No document matches').waitFor();
  });
});

test('an answer that is tried says why, down to the passage', async () => {
  await open('try');
  await page.getByLabel('Your question').fill(QUESTION);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Passages' }).waitFor({ timeout: ANSWER_TIMEOUT_MS });
  expect(await page.locator('.why').textContent()).toMatch(/score of [01]\.\d\d; enough/);
  await page.locator('.found-button').filter({ hasText: 'Cited' }).first().click();
  await page.getByRole('link', { name: 'Open in the document' }).first().waitFor();
  await page.getByText('Timings, model and versions').click();
  await page.getByText('smollm2-135m-instruct').waitFor();
  expect(await axeFindings(page)).toEqual([]);
});

test('a visitor’s conversation is listed by its outcome and opens with the passport of each reply', async () => {
  const message = { role: 'user', content: 'Who won the football world cup in 1966?' };
  const response = await fetch(`${server.url}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ botId: BOT_ID, message }),
  });
  await response.text();
  await open('conversations');
  await page.getByLabel('Outcome').selectOption('refused');
  await page.getByRole('link', { name: message.content }).click();
  await page.getByRole('button', { name: 'Why this answer?' }).click();
  await page.getByText(/since an answer takes 0\.\d\d/).waitFor();
  expect(await axeFindings(page)).toEqual([]);
});

describe('settings', () => {
  test('are saved as a whole and stay after a reload', async () => {
    await open('settings');
    await page.getByLabel('Greeting').fill('Good day, what do you need?');
    await page.getByLabel('Allowed sites').fill('shop.example/boots\n');
    await page.getByLabel('Below the note that it is an AI assistant').fill('We keep this for 30 days.');
    await page.getByLabel('Language it answers in').selectOption('nl');
    await page.getByText('The model that Foyer brings knows English only.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.reload();
    expect(await page.getByLabel('Greeting').inputValue()).toBe('Good day, what do you need?');
    expect(await page.getByLabel('Allowed sites').inputValue()).toBe('https://shop.example');
    expect(await page.getByLabel('Language it answers in').inputValue()).toBe('nl');
    await page.getByLabel('Language it answers in').selectOption('en');
    await page.getByLabel('Allowed sites').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const visitor = await browser.context.newPage();
    await visitor.goto(`${server.url}/demo/`);
    await visitor.getByRole('button', { name: 'Chat with us' }).click();
    const note = visitor.getByText('You are talking to an AI assistant of Larch & Loft.');
    await note.filter({ hasText: 'We keep this for 30 days.' }).waitFor();
    await visitor.close();
  });

  test('a new key is shown once, and revoked after one question', async () => {
    await open('settings');
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Robot');
    await page.getByRole('button', { name: 'Make the key' }).click();
    const secret = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
    expect(secret).toMatch(/^foyer_/);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Robot', { exact: true }).waitFor();
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('button', { name: 'Revoke Robot' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Robot', { exact: true }).waitFor({ state: 'hidden' });
  });
});

describe('every page', () => {
  let requests: ReturnType<typeof watchRequests>;
  beforeAll(() => {
    requests = watchRequests(page);
  });

  test.each(PAGES)(
    '%s: gets its data in three requests at most, is accessible, and fits a phone without scrolling sideways',
    async (path) => {
      await requests.expectFew(() => loadPage(page, addressOf(path)));
      await expectSoundPage(page, path.replaceAll(/\W/g, '-'));
    },
  );

  test.each(RECORDS)('$name: the same', async ({ name, list, record }) => {
    await loadPage(page, addressOf(list));
    const first = page.getByRole('main').locator(`a[href*="/${record}/"]:not([href$="/new"])`).first();
    const address = new URL((await first.getAttribute('href')) ?? '', server.url).href;
    await requests.expectFew(() => loadPage(page, address));
    await expectSoundPage(page, name);
    await page.getByLabel('Language').selectOption('de');
    await expectSoundWords(page, name);
    await page.getByLabel('Sprache').selectOption('en');
  });
});

describe('in German', () => {
  test('the console speaks it when asked to, also after a reload', async () => {
    await open('knowledge');
    await page.getByLabel('Language').selectOption('de');
    await page.getByRole('heading', { level: 1, name: 'Wissen' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Wissen' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    await expect.poll(() => page.title()).toMatch(/^Wissen · .+ · Foyer$/);
  });

  test.each(PAGES)('%s is accessible, and fits a narrow phone', async (path) => {
    await open(path);
    await waitUntilLoaded(page, 'Wird geladen');
    await expectSoundWords(page, path);
  });

  test('and English again', async () => {
    await open('start');
    await page.getByLabel('Sprache').selectOption('en');
    await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
    await page.getByText('How it goes').waitFor();
  });
});

test('it is dark when asked to, also after a reload, and again as the device is', async () => {
  const scheme = () => page.evaluate(() => document.documentElement.dataset['mantineColorScheme']);
  await open('start');
  await page.getByLabel('Look of this console').selectOption('dark');
  await expect.poll(scheme).toBe('dark');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
  expect(await scheme()).toBe('dark');
  await page.getByLabel('Look of this console').selectOption('auto');
  await expect.poll(scheme).toBe('light');
});

test('the keyboard reaches the page past the navigation, and each page from there', async () => {
  await open('start');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('page');
  await page.getByRole('link', { name: 'Knowledge', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Knowledge' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('page');
  await expect.poll(() => page.title()).toMatch(/^Knowledge · .+ · Foyer$/);
});
