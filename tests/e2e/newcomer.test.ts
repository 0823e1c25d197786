import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage, waitUntilLoaded } from '../support/console-page.ts';
import { startServer, type TestServer } from '../support/server.ts';

const POLICY = `# Returns

You can return unworn boots within 30 days of delivery. Boots that were worn outside cannot be returned.

# Delivery

Standard delivery takes three working days. Express delivery costs £7.95 and takes one working day.

# Gift cards

Gift cards are valid for two years. You can pay for repairs with a gift card.
`;
/** Three turns on two cores that other tests use too. */
const ANSWERS_TIMEOUT_MS = 120_000;

let server: TestServer;
let browser: TestBrowser;
let page: Page;
let site: Server;
let snippet = '';
/** Asking who is signed in is answered with 401 when nobody is. */
const complaints = watchComplaints('401');

beforeAll(async () => {
  server = await startServer({ args: ['start'] });
  browser = await openTestBrowser();
  page = await browser.context.newPage();
  complaints.watch(page);
  site = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="en"><head><title>Shop</title>${snippet}</head><body></body></html>`,
    );
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
}, 400_000);

afterAll(async () => {
  site?.closeAllConnections();
  site?.close();
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

const heading = (name: string, level = 1) => page.getByRole('heading', { level, name }).waitFor();

test('whoever starts Foyer makes their account and lands where a first bot is made', async () => {
  const link = /https?:\S+#invitation=\S+/.exec(server.output())?.[0] ?? '';
  await page.goto(link);
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByLabel('Password', { exact: true }).fill('seven copper kettles');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await heading('Your first bot');
  await expectSoundPage(page, 'first-bot');
  await page.getByLabel('Name of the bot').fill('Boots helper');
  await page.getByLabel('Organisation it speaks for').fill('Boots & Co');
  await page.getByRole('button', { name: 'Make the bot' }).click();
  await heading('Set up this bot');
});

test('one pasted document becomes ready, also across a reload', async () => {
  await heading('Give it one document', 2);
  await expectSoundPage(page, 'setup-document');
  await page.getByRole('button', { name: 'Paste text' }).click();
  await page.getByLabel('Title').fill('Shop rules');
  await page.getByLabel('Text', { exact: true }).fill(POLICY);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Ready', { exact: true }).waitFor();
  await page.reload();
  await page.getByText('Ready', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await heading('Ask it', 2);
});

test('three questions made from it are answered from it, with their reasons', {
  timeout: 2 * ANSWERS_TIMEOUT_MS,
}, async () => {
  const trials = page.getByRole('list', { name: 'Questions and answers' });
  await expect.poll(() => trials.locator('.reply').count(), { timeout: ANSWERS_TIMEOUT_MS }).toBe(3);
  await page.getByRole('heading', { name: 'Passages' }).waitFor();
  const answers = await trials.locator('.reply').allTextContents();
  expect(answers.join(' ')).toMatch(/30 days|three working days|7\.95|two years/);
  await waitUntilLoaded(page);
  await expectSoundPage(page, 'setup-questions');
  await page.getByRole('button', { name: 'Go on' }).click();
  await heading('Put it on your website', 2);
});

test('the line, put on a site, is noticed once the chat is opened there', async () => {
  snippet = (await page.locator('code.code').textContent()) ?? '';
  await page.getByText('works on this computer only').waitFor();
  expect(snippet).toContain(`src="${server.url}/widget.js?bot=`);
  await expectSoundPage(page, 'setup-snippet');
  await page.getByRole('button', { name: 'It is on my site' }).click();
  await heading('Now open your page', 2);
  await page.getByRole('link', { name: 'Go to Start' }).waitFor();
  const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const visitor = await browser.context.newPage();
  await visitor.goto(`${address}/`);
  await visitor.getByRole('button', { name: 'Chat with us' }).click();
  await visitor.getByText('Hello, this is the assistant of Boots & Co.').waitFor();
  await visitor.getByRole('button', { name: /\?$/ }).first().waitFor();
  await visitor.close();
  await heading('We saw your site', 2);
  await page.getByText(`The chat was opened on ${address}`).waitFor();
  await expectSoundPage(page, 'setup-seen');
  await page.getByRole('link', { name: 'Go to Start' }).click();
  await heading('Start');
  await page.getByText(`Last seen on ${address}`).waitFor();
  await expectSoundPage(page, 'start-after-setup');
  await page.getByRole('link', { name: 'Install', exact: true }).click();
  await page.getByText(address, { exact: true }).waitFor();
  await expectSoundPage(page, 'install');
  await page.getByRole('link', { name: 'Colour, corner, light or dark' }).click();
  await heading('Appearance');
});

test('the line in a page that was opened from a file is noticed as well', async () => {
  const file = join(server.dataDir, 'shop.html');
  await writeFile(file, `<!doctype html><html lang="en"><head>${snippet}</head><body></body></html>`);
  const visitor = await browser.context.newPage();
  await visitor.goto(pathToFileURL(file).href);
  await visitor.getByRole('button', { name: 'Chat with us' }).click();
  await visitor.getByText('Hello, this is the assistant of Boots & Co.').waitFor();
  await visitor.close();
  await page.getByRole('link', { name: 'Install', exact: true }).click();
  await page.reload();
  await page.getByText('a page in a file').waitFor();
});

test('the bot is duplicated, archived, and the copy deleted after one question', async () => {
  await page.getByRole('link', { name: 'Bots', exact: true }).click();
  await heading('Bots');
  await page.getByRole('button', { name: 'Duplicate Boots helper' }).click();
  await page.getByLabel('Name of the bot').fill('Winter helper');
  await page.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click();
  await page.getByRole('link', { name: 'Winter helper' }).waitFor();
  await page.getByRole('button', { name: 'Archive Winter helper' }).click();
  await heading('Archived', 2);
  await expectSoundPage(page, 'bots');
  await page.getByLabel('Bot', { exact: true }).selectOption({ label: 'Winter helper (archived)' });
  await page.getByText('This bot is archived').waitFor();
  await heading('Bots');
  await page.getByRole('button', { name: 'Delete Winter helper' }).click();
  await page.getByText('1 document', { exact: true }).waitFor();
  await expectSoundPage(page, 'bots-delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await heading('Start');
  expect(await page.getByText('Winter helper').count()).toBe(0);
});
