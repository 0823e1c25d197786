import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import { BOOT_LESSONS } from '../support/boot-lessons.ts';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { watchComplaints } from '../support/complaints.ts';
import { enterWithKey, expectSoundPage, loadPage } from '../support/console-page.ts';
import { watchRequests } from '../support/page-requests.ts';
import { startTinyServer, type TinyServer } from '../support/tiny-server.ts';

/** A run of a tiny model, on cores that other work uses too. */
const RUN_TIMEOUT_MS = 300_000;

let server: TinyServer;
let browser: TestBrowser;
let page: Page;
let requests: ReturnType<typeof watchRequests>;
const complaints = watchComplaints();

beforeAll(async () => {
  server = await startTinyServer();
  browser = await openTestBrowser();
  page = browser.page;
  complaints.watch(page);
  requests = watchRequests(page);
  await enterWithKey(page, server);
}, 400_000);
vi.setConfig({ testTimeout: 600_000 });

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const open = (path: string) => loadPage(page, `${server.url}/console/${TEST_BOT_ID}/${path}`);

const button = (name: string) => page.getByRole('button', { name, exact: true });

async function post(path: string, body: object): Promise<void> {
  const route = `/api/admin/bots/${TEST_BOT_ID}/${path}`;
  const response = await server.app.request(route, { key: server.key, body });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
}

test('what nothing was taught yet says so, and where to begin', async () => {
  await open('teach');
  await page.getByRole('heading', { name: '0 of about 100 lessons' }).waitFor();
  await expectSoundPage(page, 'teach-empty');
  await button('Start teaching').click();
  expect(await page.getByRole('alert').textContent()).toMatch(/no lessons/);
  complaints.forgive('400');
  await open('compare');
  await page.getByText('No version yet').waitFor();
  await expectSoundPage(page, 'compare-empty');
});

describe('teaching', () => {
  test('says how much there is and what it would take, and shows the rows', async () => {
    for (const lesson of BOOT_LESSONS) await post('lessons', lesson);
    await open('review');
    for (const [index] of BOOT_LESSONS.entries()) {
      await page.getByText(`${index + 1} of ${BOOT_LESSONS.length} drafts`).waitFor();
      await page.keyboard.press('Control+Enter');
    }
    await page.getByText(`${BOOT_LESSONS.length} approved, 0 left out`).waitFor();
    await page.getByRole('link', { name: 'Go on to Teach' }).click();
    await post('test-questions', {
      name: 'boots',
      question: 'May unworn boots be returned, and until when?',
      reference: 'Unworn boots can be returned within 30 days.',
      mustInclude: ['30 days'],
    });
    await post('test-questions', { name: 'moon', question: 'How far is the moon?', answerable: false });
    await open('teach');
    await page.getByRole('heading', { name: /of about 100 lessons/ }).waitFor();
    await page.getByText('Advanced').click();
    await page.getByLabel(/^Keep what it could before/).fill('10');
    await page.getByLabel('Learn from thumbs last').check();
    await expectSoundPage(page, 'teach');
    await button('What would it take?').click();
    await page.getByText('Time to teach').waitFor({ timeout: RUN_TIMEOUT_MS });
    await page.getByText(/this bot has 0 up and 0 down .* 100 up and 100 down are missing/).waitFor();
    await page.getByText('See what it learns from, row by row').click();
    await page.locator('.data-rows').getByText('Standard delivery costs 4 euros.').first().waitFor();
    await expectSoundPage(page, 'teach-estimate');
    await button('Next').click();
    await page.getByRole('link', { name: 'Make a lesson of it' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Write a lesson' }).waitFor();
    expect(await page.getByLabel('Question', { exact: true }).inputValue()).not.toBe('');
    expect(await page.getByLabel('Answer', { exact: true }).inputValue()).not.toBe('');
    await open('teach');
    await page.getByText('See what it learns from, row by row').click();
    await page.getByLabel('Show').selectOption('dropped');
    await page
      .getByText(/^Dropped: /)
      .first()
      .or(page.getByText('None.'))
      .waitFor();
  });

  test('goes on while the page is left, pauses and goes on, and ends with a version', async () => {
    await open('teach');
    await page.getByText('Advanced').click();
    await page.getByLabel('Minutes at most').fill('10');
    // The longest: a tiny model is done before a slow page can be clicked.
    await page.getByText('Thorough').click();
    await button('Start teaching').click();
    await page.getByText(/^Step \d+ of \d+/).waitFor({ timeout: RUN_TIMEOUT_MS });
    await button('Pause').click();
    await page.getByRole('status').getByText('Paused').waitFor({ timeout: RUN_TIMEOUT_MS });
    await page.reload();
    await page.getByRole('status').getByText('Paused').waitFor();
    await button('Continue').click();
    await page.reload();
    await page.getByText(/The error on the examples/).waitFor({ timeout: RUN_TIMEOUT_MS });
    await page.locator('.chart canvas').waitFor({ timeout: RUN_TIMEOUT_MS });
    await page.getByText('The numbers as a table').click();
    expect(await page.locator('.scroll-table tbody tr').count()).toBeGreaterThan(1);
    await expectSoundPage(page, 'teach-run');
    await page.getByText('A new version is there.').waitFor({ timeout: RUN_TIMEOUT_MS });
    await requests.expectFew(() => open('teach'));
    await expectSoundPage(page, 'teach-done');
  });
});

describe('comparing and publishing', () => {
  test('shows the verdict with its reasons, every answer that changed, and a blind choice', async () => {
    await open('compare');
    await page.getByText('The untaught model').first().waitFor();
    await expectSoundPage(page, 'compare');
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Version / })
      .first()
      .click();
    await page.getByRole('heading', { name: 'The gate’s verdict' }).waitFor();
    await requests.expectFew(() => loadPage(page, page.url()));
    await page.getByText('All checks').click();
    await expectSoundPage(page, 'comparison');
    await page.getByRole('link', { name: 'Judge blind' }).click();
    await page.getByText('Left is better').or(page.getByText('Nothing to judge')).waitFor();
    await requests.expectFew(() => loadPage(page, page.url()));
    await expectSoundPage(page, 'blind');
    while (await button('Left is better').isVisible()) {
      const place = await page.getByRole('status').first().textContent();
      await page.keyboard.press('Alt+Digit2');
      await page.getByText(place ?? '', { exact: true }).waitFor({ state: 'hidden' });
    }
    await page.getByText('All judged').or(page.getByText('Nothing to judge')).waitFor();
    await open('tests');
    // The comparison, or the tests asked again since the lessons were approved: whichever ended last.
    await page.getByText(/of 2 passed when/).waitFor();
  });

  test('a version can be heard before visitors hear it', async () => {
    await open('try');
    const choice = page.getByLabel('Answered by');
    await choice.selectOption({ index: 1 });
    await expectSoundPage(page, 'try-version');
    await page.getByLabel('Your question').fill('Within how many days can I return unworn boots?');
    await button('Ask').click();
    const said = page.getByRole('list', { name: 'Conversation' });
    await said.getByText('You can return unworn boots within 30 days.').first().waitFor();
    await choice.selectOption('untuned');
    await said.getByText('unworn boots').waitFor({ state: 'hidden' });
  });

  test('against the gate takes a written reason; rolling back takes one question', async () => {
    await open('compare');
    await page.getByRole('button', { name: /^Publish / }).click();
    const dialog = page.getByRole('dialog');
    const publish = dialog.getByRole('button', { name: 'Publish against the gate' });
    expect(await publish.isDisabled()).toBe(true);
    await dialog.getByLabel('Why publish it all the same').fill('The tests are too few, and we looked.');
    await expectSoundPage(page, 'publish');
    await publish.click();
    await page.getByText('Answers now', { exact: true }).waitFor({ timeout: RUN_TIMEOUT_MS });
    await page.getByText(/published against the gate: The tests are too few/).waitFor();
    await page.getByRole('button', { name: /^Model card of / }).click();
    await dialog.getByText('What it was taught from').waitFor();
    await expectSoundPage(page, 'model-card');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await button('Roll back').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
    await page.getByText('brought back').or(page.getByText('release 2')).first().waitFor();
    await page.getByText('Answers now', { exact: true }).waitFor({ state: 'hidden' });
    await expectSoundPage(page, 'compare-published');
  });
});
