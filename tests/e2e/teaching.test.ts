import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { callBots } from '../support/bot-routes.ts';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { watchComplaints } from '../support/complaints.ts';
import { enterWithKey, expectSoundPage, loadPage, printedKey } from '../support/console-page.ts';
import { addKettleShop, KETTLE_BOT_ID } from '../support/kettle-shop.ts';
import { startServer, type TestServer } from '../support/server.ts';

const BOT_ID = KETTLE_BOT_ID;
/** A turn on two cores that other work uses too. */
const ANSWER_TIMEOUT_MS = 60_000;

let server: TestServer;
let browser: TestBrowser;
let page: Page;
let place: { url: string; key: string };
const complaints = watchComplaints();

beforeAll(async () => {
  server = await startServer({ args: ['start'] });
  place = { url: server.url, key: await printedKey(server) };
  await addKettleShop(place, 'Kettles are mended in the shop for £12. A new lid costs £5.');
  browser = await openTestBrowser();
  page = browser.page;
  complaints.watch(page);
  await enterWithKey(page, place);
}, 400_000);
vi.setConfig({ testTimeout: 240_000 });

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const call = (path: string, init?: RequestInit) => callBots(place, path, init);

const open = (path: string) => loadPage(page, `${server.url}/console/${BOT_ID}/${path}`);

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
    complaints.forgive('409');
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

describe('approved answers', () => {
  const question = 'Do you mend toasters?';
  const answer = 'We mend toasters on Mondays.';

  test('are said from the next question on, word for word', async () => {
    await open('approved');
    await page.getByText('No approved answers yet').waitFor();
    await expectSoundPage(page, 'approved-empty');
    await button('Write the first answer').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Question', { exact: true }).fill(question);
    await dialog.getByLabel('Answer', { exact: true }).fill(answer);
    await dialog.getByLabel('Other ways to ask it').fill('Can you repair a toaster?');
    await dialog.getByLabel('Responsible').fill('Ada');
    await dialog.getByLabel('Last day').fill('2099-12-31');
    await expectSoundPage(page, 'approved-form');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await item(question).getByText('owner: Ada').waitFor();
    await open('try');
    await page.getByLabel('Your question').fill('Can you repair a toaster?');
    await page.keyboard.press('Enter');
    await page.getByText(answer).first().waitFor({ timeout: ANSWER_TIMEOUT_MS });
  });

  test('of a CSV are taken row by row; switching off and deleting takes them back', async () => {
    await open('approved');
    await button('Bring in a CSV').click();
    const dialog = page.getByRole('dialog');
    const rows = ['question,answer,expires', 'Do you sell tea?,No.,', 'Do you sell cups?,Yes.,next year'];
    await dialog.locator('input[type=file]').setInputFiles(csvFile('fixed.csv', rows));
    await dialog.getByRole('button', { name: 'Bring in', exact: true }).click();
    await dialog.getByText('1 added').waitFor();
    expect((await dialog.getByRole('cell').allTextContents())[0]).toBe('3');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expectSoundPage(page, 'approved');
    await page.getByRole('switch', { name: `Say the answer to “${question}”` }).click();
    await item(question).getByText('Switched off').waitFor();
    await button(`Delete “${question}”`).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await item(question).waitFor({ state: 'hidden' });
  });
});

describe('tests', () => {
  test('are written, brought in, and made of what a visitor asked', async () => {
    await open('tests');
    await page.getByText('No tests yet').waitFor();
    await expectSoundPage(page, 'tests-empty');
    await button('Write the first test').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Question', { exact: true }).fill('How much for mending my kettle?');
    await dialog.getByLabel('Key facts').fill('£12');
    await dialog.getByLabel('Ideal answer').fill('Kettles are mended for £12.');
    await expectSoundPage(page, 'test-form');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await item('How much for mending my kettle?').getByText('Not asked yet').waitFor();

    await button('Bring in files').click();
    const rows = [
      'question,reference,answerable',
      '"Are hats taken back, and how long?",Within 30 days.,true',
    ];
    await dialog.locator('input[type=file]').setInputFiles(csvFile('t.csv', [...rows, 'No,no,perhaps']));
    await dialog.getByRole('button', { name: 'Bring in', exact: true }).click();
    await dialog.getByText('Nothing of this file was kept.').waitFor();
    await dialog.locator('input[type=file]').setInputFiles(csvFile('t.csv', rows));
    await dialog.getByRole('button', { name: 'Bring in', exact: true }).click();
    await dialog.getByText('1 added').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();

    await page.getByLabel('Search in tests').fill('KETTLES are');
    await item('Are hats taken back, and how long?').waitFor({ state: 'hidden' });
    await item('How much for mending my kettle?').waitFor();
    await page.getByText('1 of 1 test', { exact: true }).waitFor();
    await page.getByLabel('Search in tests').fill('unicorns');
    await page.getByText('No test matches').waitFor();
    await button('Show all').click();
    await item('Are hats taken back, and how long?').waitFor();

    const message = { role: 'user', content: 'Who won the football world cup in 1966?' };
    const asked = await fetch(`${server.url}/api/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ botId: BOT_ID, message }),
    });
    await asked.text();
    await open('conversations');
    await page.getByRole('link', { name: message.content }).click();
    await page.getByRole('link', { name: 'Make a test of it' }).click();
    expect(await dialog.getByLabel('Question', { exact: true }).inputValue()).toBe(message.content);
    await dialog.getByLabel('The documents hold the answer').uncheck();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await item(message.content).getByText('Should be declined.').waitFor();
    await page.getByText('3 of 3 tests').waitFor();
    await expectSoundPage(page, 'tests');
  });

  test('show what each threshold would do, and the one chosen is the bot’s', async () => {
    await open('decision');
    await expectSoundPage(page, 'decision-empty');
    await button('Measure on my tests').click();
    await page.getByText('Measured').waitFor({ timeout: ANSWER_TIMEOUT_MS });
    await page.getByText('Of 2 questions that your documents answer').waitFor();
    await page.getByText('Of 1 question that they do not answer').waitFor();
    await expectSoundPage(page, 'decision');
    const slider = page.getByRole('slider', { name: 'Answer threshold' });
    await slider.press('End');
    await page.getByText('it would decline 2.').waitFor();
    await page.getByText('How much for mending my kettle?').waitFor();
    await slider.press('ArrowLeft');
    await button('Save the threshold').click();
    await button('Save the threshold').and(page.locator(':disabled')).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Answer threshold: 0.99' }).waitFor();
    await slider.press('Home');
    for (let step = 0; step < 50; step += 1) await slider.press('ArrowRight');
    await button('Save the threshold').click();
    await button('Save the threshold').and(page.locator(':disabled')).waitFor();
  });
});
