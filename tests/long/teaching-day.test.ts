import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readQuestions } from '../../server/tuning/index.ts';
import { callBots, postToBots } from '../support/bot-routes.ts';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { watchComplaints } from '../support/complaints.ts';
import { enterWithKey, loadPage, printedKey } from '../support/console-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

const BOT_ID = 'library';
const LIBRARY = resolve(import.meta.dirname, '../../knowledge/alderbrook-library');
const QUESTION = 'How long can I keep a film?';
/** Tests asked in the gate; each is put to three answerers. */
const TESTS = 12;
const HOUR_MS = 3_600_000;

let server: TestServer;
let browser: TestBrowser;
let page: Page;
let place: { url: string; key: string };
const complaints = watchComplaints();

beforeAll(async () => {
  server = await startServer({ args: ['start'] });
  place = { url: server.url, key: await printedKey(server) };
  await addLibrary();
  browser = await openTestBrowser();
  page = browser.page;
  page.setDefaultTimeout(60_000);
  complaints.watch(page);
  await enterWithKey(page, place);
}, 900_000);

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');

/** All files of a folder but the notes on where they come from. */
async function formOf(folder: string): Promise<FormData> {
  const form = new FormData();
  for (const entry of await readdir(join(LIBRARY, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.txt')) continue;
    form.append('files', new File([await readFile(join(entry.parentPath, entry.name))], entry.name));
  }
  return form;
}

/** The sample organisation, with all its lessons approved. */
async function addLibrary(): Promise<void> {
  const { name, greeting, handoffMessage } = JSON.parse(
    await readFile(join(LIBRARY, 'organisation.json'), 'utf8'),
  );
  const settings = { organisation: name, greeting, handoffMessage, refusal: 'I could not find that.' };
  await postToBots(place, '', { id: BOT_ID, name: 'Quill', settings });
  const post = (path: string, body: FormData | object) => postToBots(place, `/${BOT_ID}/${path}`, body);
  await post('documents', await formOf('documents'));
  for (const folder of ['taxonomy/compositional_skills', 'taxonomy/knowledge']) {
    await post('lessons/import?approve=true', await formOf(folder));
  }
  const questions = await readQuestions(join(LIBRARY, 'tests/questions.jsonl'));
  for (const asked of questions.slice(0, TESTS)) {
    const { id: name, question, reference, answerable, must_include: mustInclude = [] } = asked;
    await post('test-questions', { name, question, reference, mustInclude, answerable });
  }
}

const open = (path: string) => loadPage(page, `${server.url}/console/${BOT_ID}/${path}`);

/** What "Try it" answers, in a conversation of its own. */
async function answerTo(question: string): Promise<string> {
  await open('try');
  await page.getByLabel('Your question', { exact: true }).fill(question);
  await page.keyboard.press('Enter');
  const reply = page.getByRole('list', { name: 'Conversation' }).locator('.reply').last();
  await reply.getByText('Why this answer?').waitFor({ timeout: 120_000 });
  return (await reply.locator('p').first().textContent()) ?? '';
}

/** Which weights wrote the reply on the page, as its passport says. */
async function modelOfReply(): Promise<string> {
  const why = page.getByRole('button', { name: 'Why this answer?' }).last();
  if ((await why.getAttribute('aria-expanded')) !== 'true') await why.click();
  await page.getByText('Timings, model and versions').last().click();
  const row = page.locator('.technical dl div', {
    has: page.getByRole('term').getByText('Model', { exact: true }),
  });
  return (await row.last().getByRole('definition').textContent()) ?? '';
}

async function teach(): Promise<void> {
  await open('teach');
  await button('Start teaching').click();
  await page.getByText(/^Step \d+ of \d+/).waitFor({ timeout: HOUR_MS });
  await page.getByText('A new version is there.').waitFor({ timeout: HOUR_MS });
}

/** The gate's verdict, and then the first choice between two answers. */
async function readComparison(): Promise<void> {
  await open('compare');
  const comparisons = page.getByRole('main').getByRole('link', { name: /^Version / });
  await comparisons.first().click();
  await page.getByRole('heading', { name: 'The gate’s verdict' }).waitFor();
  await page.getByRole('link', { name: 'Judge blind' }).click();
  await button('Left is better').waitFor();
}

/** Whatever the gate says, against which a reason is wanted. */
async function publishVersion(): Promise<void> {
  await open('compare');
  await page.getByRole('button', { name: /^Publish / }).click();
  const publish = dialog().getByRole('button', { name: /^Publish/ });
  await publish.waitFor();
  const reason = dialog().getByLabel('Why publish it all the same');
  if (await reason.isVisible()) await reason.fill('We read every answer.');
  await publish.click();
  await page.getByText('Answers now').waitFor();
}

async function rollBack(): Promise<void> {
  await open('compare');
  await button('Roll back').click();
  await dialog().getByRole('button', { name: 'Roll back' }).click();
  await page.getByText('Answers now').waitFor({ state: 'hidden' });
}

test(
  'thirty lessons are taught to the real model; answers change, are compared, judged, published and taken back',
  async () => {
    const { lessons } = await (await callBots(place, `/${BOT_ID}/lessons?state=approved`)).json();
    expect(lessons.length).toBeGreaterThanOrEqual(30);
    const untaught = await answerTo(QUESTION);
    const untaughtModel = await modelOfReply();

    await teach();
    await readComparison();
    await publishVersion();
    const taught = await answerTo(QUESTION);
    expect(await modelOfReply()).not.toBe(untaughtModel);

    await rollBack();
    expect(await answerTo(QUESTION)).toBe(untaught);
    expect(await modelOfReply()).toBe(untaughtModel);
    process.stdout.write(`teaching day: "${QUESTION}" untaught "${untaught}", taught "${taught}"\n`);
  },
  2 * HOUR_MS,
);
