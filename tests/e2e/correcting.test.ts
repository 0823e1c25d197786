import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { callBots } from '../support/bot-routes.ts';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { watchComplaints } from '../support/complaints.ts';
import { enterWithKey, expectSoundPage, loadPage, printedKey } from '../support/console-page.ts';
import { addKettleShop, KETTLE_BOT_ID } from '../support/kettle-shop.ts';
import { pressOn, typeInto } from '../support/keyboard.ts';
import { startServer, type TestServer } from '../support/server.ts';

const BOT_ID = KETTLE_BOT_ID;
const LID = 'How much is a new lid for a kettle?';
const HATS = 'How long do I have to return a hat?';
/** A turn on two cores that other work uses too. */
const ANSWER = { timeout: 90_000 };

let server: TestServer;
let browser: TestBrowser;
let page: Page;
let place: { url: string; key: string };
const complaints = watchComplaints();

beforeAll(async () => {
  server = await startServer({ args: ['start'] });
  place = { url: server.url, key: await printedKey(server) };
  await addKettleShop(place, 'Kettles are mended in the shop. A new lid for a kettle costs £5.');
  browser = await openTestBrowser();
  page = browser.page;
  complaints.watch(page);
  await enterWithKey(page, place);
}, 400_000);
vi.setConfig({ testTimeout: 300_000 });

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const call = (path: string, init?: RequestInit) => callBots(place, path, init);

const json = { 'content-type': 'application/json' };

/** A visitor asks, each from a browser of their own. */
async function visit(
  question: string,
): Promise<{ conversationId: string; messageId: string; session: string }> {
  const body = JSON.stringify({ botId: BOT_ID, message: { role: 'user', content: question } });
  const response = await fetch(`${server.url}/api/chat`, { method: 'POST', body, headers: json });
  const session = response.headers.get('x-foyer-session') ?? '';
  const text = await response.text();
  const start = JSON.parse(/data: (\{"type":"start".*)/.exec(text)?.[1] ?? '{}');
  return { session, messageId: start.messageId, conversationId: start.messageMetadata?.conversationId };
}

async function rate(reply: Awaited<ReturnType<typeof visit>>, feedback: object): Promise<void> {
  const path = `/api/chat/${reply.conversationId}/messages/${reply.messageId}/feedback`;
  const headers = { ...json, 'x-foyer-session': reply.session };
  const body = JSON.stringify(feedback);
  expect((await fetch(server.url + path, { method: 'POST', body, headers })).status).toBe(204);
}

const open = (path: string) => loadPage(page, `${server.url}/console/${BOT_ID}/${path}`);

const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const field = (name: string) => page.getByLabel(name, { exact: true });

/** The last reply of the page "Try it", once it is there. */
async function tried(question: string): Promise<string> {
  const replies = page.getByRole('list', { name: 'Conversation' }).locator('.reply');
  const before = await replies.count();
  await typeInto(field('Your question'), question);
  await page.keyboard.press('Enter');
  await expect.poll(() => replies.count(), ANSWER).toBeGreaterThan(before);
  return (await replies.last().locator('p').first().textContent()) ?? '';
}

describe('an answer is wrong', () => {
  test('and right on the next question, guarded by a test, with the keyboard alone', async () => {
    await open('try');
    expect(await tried(LID)).toContain('£5');
    await pressOn(button('Correct this'));
    await typeInto(field('What it should have said'), 'A new lid for a kettle costs £7.');
    await expectSoundPage(page, 'correct-write');
    await pressOn(button('Next'));
    await dialog().getByText('Advice: A fact.').waitFor();
    await dialog().getByText('This passage says otherwise:').waitFor();
    expect(await field('The corrected passage').inputValue()).toContain('£7');
    await expectSoundPage(page, 'correct-choose');
    await pressOn(button('Correct it'));
    await dialog().getByText('It holds').waitFor(ANSWER);
    expect(await dialog().locator('blockquote').textContent()).toContain('£7');
    await expectSoundPage(page, 'correct-outcome');
    await pressOn(button('Done'));

    await pressOn(button('New conversation'));
    const right = await tried(LID);
    expect(right).toContain('£7');
    expect(right).not.toContain('£5');
    await open('tests');
    await page.getByRole('listitem').filter({ hasText: LID }).getByText('Must pass').waitFor();
  });

  test('in a conversation, with the visitor’s thumb; it is undone, and everything is as before', async () => {
    await rate(await visit(HATS), { verdict: 'down', reason: 'wrong', comment: 'My receipt says 60.' });
    await open('conversations');
    await page.getByLabel('Visitor’s thumb').selectOption('up');
    await page.getByText('None of this kind').waitFor();
    await page.getByLabel('Visitor’s thumb').selectOption('down');
    await expectSoundPage(page, 'conversations');
    await pressOn(page.getByRole('link', { name: HATS }));
    await page.getByText('Thumb down · it is wrong').waitFor();
    await page.getByText('My receipt says 60.').waitFor();
    await expectSoundPage(page, 'conversation');

    await pressOn(button('Correct this'));
    await typeInto(field('What it should have said'), 'You can return a hat within 60 days of buying it.');
    await pressOn(button('Next'));
    await pressOn(dialog().getByRole('radio', { checked: true }), 'ArrowDown');
    expect(await dialog().getByRole('radio', { name: 'An approved answer' }).isChecked()).toBe(true);
    await pressOn(button('Correct it'));
    await dialog().getByText('It holds').waitFor(ANSWER);
    await pressOn(button('Done'));

    await page.reload();
    await pressOn(button('Corrected: see it, or undo it'));
    await pressOn(button('Ask again'));
    await expect
      .poll(() => dialog().locator('blockquote').textContent(), ANSWER)
      .toBe('You can return a hat within 60 days of buying it.');
    await pressOn(button('Undo it'));
    await dialog().getByText('Undone. All is as it was before, also the test.').waitFor(ANSWER);
    await page.keyboard.press('Escape');
    await button('Correct this').waitFor();
    expect((await (await call(`/${BOT_ID}/approved-answers`)).json()).approvedAnswers).toEqual([]);
    const { tests } = await (await call(`/${BOT_ID}/test-questions`)).json();
    expect(tests.map(({ question }: { question: string }) => question)).not.toContain(HATS);
  });
});

describe('what visitors were not told', () => {
  const BIKES = 'Do you lend bicycles?';
  const topic = () => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: BIKES }) });

  test('stands together, is counted, assigned, answered in two ways, closed and opened again', async () => {
    for (let visitor = 0; visitor < 3; visitor++) await visit(BIKES);
    await open('unanswered');
    await pressOn(button('Sort them'));
    await topic().getByText('asked 3 times · 3 not answered').waitFor();
    await pressOn(topic().getByText('The conversations'));
    await expect.poll(() => topic().getByRole('link', { name: BIKES, exact: true }).count()).toBe(3);
    await expectSoundPage(page, 'unanswered');

    await pressOn(button(`Assign “${BIKES}”`));
    await typeInto(field('Name'), 'Ada');
    await expectSoundPage(page, 'unanswered-assign');
    await page.keyboard.press('Enter');
    await topic().getByText('With Ada').waitFor();

    await pressOn(page.getByRole('link', { name: `Add knowledge about “${BIKES}”` }));
    expect(await field('Title').inputValue()).toBe(BIKES);
    await typeInto(field('Text'), 'We lend bicycles on Sundays for £3 an hour.');
    await pressOn(button('Add'));
    await page.getByRole('listitem').filter({ hasText: BIKES }).getByText('Ready').waitFor(ANSWER);

    await open('approved');
    await page.getByText('Suggested, since many visitors ask').waitFor();
    await expectSoundPage(page, 'approved-suggested');
    await open('unanswered');
    await pressOn(page.getByRole('link', { name: `Approve an answer to “${BIKES}”` }));
    expect(await field('Question').inputValue()).toBe(BIKES);
    await typeInto(field('Answer'), 'We lend bicycles on Sundays.');
    await pressOn(button('Save'));
    await page.getByRole('heading', { name: BIKES, level: 2 }).waitFor();
    await expect.poll(() => page.getByText('Suggested, since many visitors ask').count()).toBe(0);

    await open('unanswered');
    await pressOn(button(`Close the topic “${BIKES}”`));
    await expect.poll(() => topic().count()).toBe(0);
    await open('unanswered?state=closed');
    await pressOn(button(`Open again: “${BIKES}”`));
    await expect.poll(() => topic().count()).toBe(0);
  });
});

test('insight counts what became of the questions, with a table behind each chart, a range and a CSV', async () => {
  await rate(await visit(HATS), { verdict: 'up' });
  await visit('Who won the football world cup in 1966?');
  await open('insight');
  const card = (name: string) => page.locator('.numbers .card').filter({ hasText: name });
  await card('Solved, as visitors say').getByText('1', { exact: true }).waitFor();
  await expect.poll(() => card('Not answered').locator('strong').textContent()).toMatch(/^[1-9]/);
  await page.getByRole('row', { name: 'No passage was close enough' }).waitFor();
  const volume = page.getByRole('region', { name: 'How much is asked' });
  await volume.locator('canvas').waitFor();
  await pressOn(volume.getByText('The numbers as a table'));
  expect(await volume.locator('.scroll-table tbody tr').count()).toBe(28);
  await expectSoundPage(page, 'insight');
  const saved = page.waitForEvent('download');
  await pressOn(button('Save as CSV'));
  const file = await readFile(await (await saved).path(), 'utf8');
  expect(file.split('\r\n')).toHaveLength(30);
  expect(file).toMatch(/^day,conversations,questions,worded,/);

  await page.getByLabel('Time', { exact: true }).selectOption('7');
  await expect.poll(() => volume.locator('.scroll-table tbody tr').count()).toBe(7);
  await page.getByLabel('From').fill('2020-01-01');
  await page.getByRole('alert').getByText('Ask for 366 days at most.').waitFor();
  complaints.forgive('400');
});
