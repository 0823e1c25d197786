import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '../../server/base/index.ts';
import { updateBotSettings } from '../../server/bots/index.ts';
import { type JobRunner, runJobs } from '../../server/jobs/index.ts';
import { listDocuments, setDocumentEnabled } from '../../server/knowledge/index.ts';
import {
  createTestQuestion,
  RETEST_JOB,
  retestJob,
  runRetestClock,
  testChanges,
} from '../../server/tuning/index.ts';
import { TEST_BOT_ID as botId } from '../support/app.ts';
import { watchComplaints } from '../support/complaints.ts';
import { enterWithKey, expectSoundPage, loadPage } from '../support/console-page.ts';
import { openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

const SAID = 'You can return boots unworn within 30 days.';

let site: WidgetSite;
let page: Page;
let jobs: JobRunner;
let clock: AsyncDisposable;
const complaints = watchComplaints();

beforeAll(async () => {
  site = await openWidgetSite({ script: `${SAID} [1]` });
  const { context } = site.testApp;
  jobs = runJobs(context, { [RETEST_JOB]: retestJob(context.retesting) }, { pollMs: 20 });
  const about = { actor: 'key:staff', botId, mustInclude: ['30 days'] };
  await createTestQuestion(context, {
    ...about,
    name: 'boots',
    question: 'Can I return unworn boots?',
    mustPass: true,
  });
  await createTestQuestion(context, { ...about, name: 'days', question: 'How many days to return boots?' });
  clock = runRetestClock(context, { everyMs: 50, quietMs: 0, firstQuietMs: 0 });
  page = site.browser.page;
  complaints.watch(page);
  await enterWithKey(page, { url: site.serverUrl, key: await site.testApp.keyOf('admin') });
}, 180_000);
afterAll(async () => {
  await clock?.[Symbol.asyncDispose]();
  await jobs?.[Symbol.asyncDispose]();
  await site?.[Symbol.asyncDispose]();
});

const open = (path: string) => loadPage(page, `${site.serverUrl}/console/${botId}/${path}`);

async function enableReturns(enabled: boolean): Promise<void> {
  const { context } = site.testApp;
  const found = (await listDocuments(context, { botId })).find(({ name }) => name === 'returns.md');
  await setDocumentEnabled(context, { botId, documentId: found?.id ?? '', enabled });
}

const isSettled = async (worse: number) => {
  const changes = await testChanges(site.testApp.context, { botId });
  return changes.state === 'settled' && changes.worse.flatMap(({ questions }) => questions).length === worse;
};

test('a change that spoils answers shows on Start and Tests, with both answers, until it is mended', async () => {
  await expect.poll(() => isSettled(0), { timeout: 30_000 }).toBe(true);
  await open('tests');
  await page.getByText('2 of 2 passed when they were asked on').waitFor();
  await page.getByText('They are asked again by themselves after every change').waitFor();
  await enableReturns(false);
  await expect.poll(() => isSettled(2), { timeout: 30_000 }).toBe(true);

  await open('start');
  await page.getByText('Since the documents changed, 2 tests that were right are wrong').waitFor();
  await expectSoundPage(page, 'start-worse');
  await page.getByRole('link', { name: 'See what it says now' }).click();
  const since = page.getByRole('region', { name: 'Since the documents changed, 2 tests' });
  await since.getByText(SAID).first().waitFor();
  await since.getByText('I could not find this in our documents.').first().waitFor();
  await page.getByText('0 of 2 passed when they were asked again on').waitFor();
  await expectSoundPage(page, 'tests-worse');
  await since.getByRole('button', { name: 'Can I return unworn boots?' }).click();
  await page.getByRole('dialog', { name: 'Change a test' }).getByLabel('Must pass').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('The numbers as a table').click();
  await page.getByRole('cell', { name: 'a change: the documents' }).waitFor();

  await enableReturns(true);
  await expect.poll(() => isSettled(0), { timeout: 30_000 }).toBe(true);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open('tests');
  await page.getByText('2 of 2 passed when they were asked again on').waitFor();
  await page.getByText('They are asked again by themselves after every change').waitFor();
  expect(asked.filter((path) => path.endsWith('/test-questions/results'))).toHaveLength(1);
  await since.waitFor({ state: 'detached' });
}, 180_000);

test('it is switched off in the settings, and the page says so', async () => {
  await open('settings');
  await page.getByLabel('Ask the tests again after every change').uncheck();
  await page.getByRole('button', { name: 'Save', exact: true }).first().click();
  await page.getByText('Saved').first().waitFor();
  await open('tests');
  await page.getByText('They are not asked again by themselves after a change').waitFor();
  await enableReturns(false);
  await expect.poll(async () => (await testChanges(site.testApp.context, { botId })).state).toBe('waiting');
}, 120_000);

test('where they cannot be asked, the page says why', async () => {
  const { context } = site.testApp;
  await jobs[Symbol.asyncDispose]();
  const leaseServed = () =>
    Promise.reject(new AppError('model_file_invalid', 'A file of the model is damaged.'));
  jobs = runJobs(context, { [RETEST_JOB]: retestJob({ ...context.retesting, leaseServed }) }, { pollMs: 20 });
  await updateBotSettings(context, { actor: 'key:staff', botId, changes: { retest: true } });
  const failed = async () => (await testChanges(context, { botId })).failed;
  await expect.poll(failed, { timeout: 30_000 }).not.toBeNull();
  await open('tests');
  await page
    .getByText(/They could not be asked on .* A file of the model is damaged\. They are asked again/)
    .waitFor();
  await expectSoundPage(page, 'tests-not-asked');
}, 120_000);
