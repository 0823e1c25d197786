import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { expectSoundPage, printedKey } from '../support/console-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

const BOT_ID = 'kettles';
const PAGES: Readonly<Record<string, string>> = {
  'repairs.md':
    '# Repairs\n\n## Kettles\nKettles are mended in the shop for £12. A new lid costs £5.\n\n## Clocks\nClocks are sent to the maker, which takes six weeks.\n',
  'returns.md':
    '# Returns\n\n## Hats\nHats can be returned within 30 days. Worn hats are refused.\n\n## Lamps\nLamps can be returned within 14 days in their box.\n',
};

let server: TestServer;
let browser: TestBrowser;
let page: Page;
let key: string;
/** What the browser complained of: script errors, refused styles, failed requests. */
let complaints: string[] = [];

beforeAll(async () => {
  server = await startServer({ args: ['start'] });
  key = await printedKey(server);
  await addBot();
  browser = await openTestBrowser();
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${server.url}/console/#key=${key}`);
  await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
}, 400_000);
vi.setConfig({ testTimeout: 240_000 });

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

afterEach(() => {
  const seen = complaints;
  complaints = [];
  expect(seen).toEqual([]);
});

async function call(path: string, init: RequestInit): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, ...init.headers };
  const response = await fetch(`${server.url}/api/admin/bots${path}`, { ...init, headers });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return response;
}

/** A bot with two pages of its own, and nothing taught. */
async function addBot(): Promise<void> {
  const settings = {
    organisation: 'Kettle shop',
    greeting: 'Hello!',
    refusal: 'I could not find that.',
    handoffMessage: 'One moment.',
  };
  const body = JSON.stringify({ id: BOT_ID, name: 'Kettle', settings });
  await call('', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  const form = new FormData();
  for (const [name, text] of Object.entries(PAGES)) form.append('files', new File([text], name));
  await (await call(`/${BOT_ID}/documents`, { method: 'POST', body: form })).text();
}

async function open(path: string): Promise<void> {
  await page.goto(`${server.url}/console/${BOT_ID}/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'hidden' });
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const item = (text: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: text });

function csvFile(name: string, lines: string[]) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) };
}

describe('lessons', () => {
  test('say what they are for while there are none, and are written one after the other', async () => {
    await open('lessons');
    await page.getByText('No lessons yet').waitFor();
    await expectSoundPage(page, 'lessons-empty');
    await page.getByRole('link', { name: 'Write the first lesson' }).click();
    await page.getByLabel('Question', { exact: true }).fill('What does mending a kettle cost?');
    await page.getByLabel('Answer', { exact: true }).fill('Kettles are mended for £12.');
    await page.getByLabel('Document', { exact: true }).fill('repairs.md');
    await button('Save and write another').click();
    await page.getByText('1 lesson saved.').waitFor();
    expect(await page.getByLabel('Question', { exact: true }).inputValue()).toBe('');
    await page.getByLabel('Question', { exact: true }).fill('Who mends clocks?');
    await page.getByLabel('Answer', { exact: true }).fill('Clocks are sent to the maker.');
    await expectSoundPage(page, 'lesson-new');
    await button('Save as a draft').click();
    await page.getByText('2 lessons', { exact: true }).waitFor();
  });

  test('of a file with a mistake are refused with its line and column, and taken once it is mended', async () => {
    await open('lessons');
    await button('Bring in files').click();
    const dialog = page.getByRole('dialog');
    const rows = ['question,answer', '"How long can I return a hat?",Within 30 days.'];
    await dialog.locator('input[type=file]').setInputFiles(csvFile('hats.csv', [...rows, 'No answer here,']));
    await dialog.getByRole('button', { name: 'Bring in', exact: true }).click();
    await dialog.getByText('Nothing of this file was kept.').waitFor();
    const cells = await dialog.getByRole('cell').allTextContents();
    expect(cells.slice(0, 3)).toEqual(['3', expect.stringMatching(/^\d+$/), 'answer']);
    await expectSoundPage(page, 'lessons-import');
    await dialog.locator('input[type=file]').setInputFiles(csvFile('hats.csv', rows));
    await dialog.getByRole('button', { name: 'Bring in', exact: true }).click();
    await dialog.getByText('1 added').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await item('How long can I return a hat?').waitFor();
  });

  test('are found from the address, changed, retired, deleted after one question, and saved as a file', async () => {
    await open('lessons?find=clocks');
    await page.getByText('1 lesson', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Who mends clocks?' }).click();
    await page.getByLabel('Answer', { exact: true }).fill('The maker mends clocks, which takes six weeks.');
    await button('Save and approve').click();
    await page.getByRole('main').getByText('Approved', { exact: true }).waitFor();
    await expectSoundPage(page, 'lesson');
    await page.getByRole('link', { name: 'Lessons' }).first().click();
    await button('Retire “Who mends clocks?”').click();
    await item('Who mends clocks?').getByText('Retired').waitFor();
    await button('Delete “Who mends clocks?”').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await item('Who mends clocks?').waitFor({ state: 'hidden' });
    const [file] = await Promise.all([page.waitForEvent('download'), button('Save as a file').click()]);
    expect(file.suggestedFilename()).toBe('lessons.csv');
    await expectSoundPage(page, 'lessons');
  });

  test('that a colleague changed meanwhile are not overwritten', async () => {
    await open('lessons');
    await page.getByRole('link', { name: 'What does mending a kettle cost?' }).click();
    await page.getByLabel('Answer', { exact: true }).fill('£12.');
    const lessonId = page.url().split('/').at(-1);
    await call(`/${BOT_ID}/lessons/${lessonId}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ changes: { answer: 'We mend kettles for £12.' } }),
    });
    await button('Save').click();
    await page.getByRole('alert').waitFor();
    await button('Load the newer lesson').click();
    await page.getByText('We mend kettles for £12.').waitFor();
    complaints = complaints.filter((text) => !text.includes('409'));
  });
});

test('drafts are reviewed one at a time with the keyboard, and their author stays', async () => {
  await open('review');
  await page.getByText('1 of 2 drafts').waitFor();
  await page.getByText('Written here').or(page.getByText('A CSV file')).waitFor();
  await expectSoundPage(page, 'review');
  await page.keyboard.press('Alt+KeyN');
  await page.getByText('2 of 2 drafts').waitFor();
  await page.keyboard.press('Alt+KeyB');
  await page.getByText('1 of 2 drafts').waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
  await page.keyboard.type(' Please.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('1 approved, 0 left out').waitFor();
  await page.keyboard.press('Alt+KeyL');
  await page.getByText('All read').waitFor();
  await expectSoundPage(page, 'review-done');
  await open('lessons?state=approved');
  await page.getByText('1 lesson', { exact: true }).waitFor();
  await open('review');
  await page.getByText('Nothing to review').waitFor();
});
