import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage, waitUntilLoaded } from '../support/console-page.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { html, startTrapSite, type TrapSite } from '../support/trap-site.ts';

const OFFICE = new URL('../fixtures/office/', import.meta.url);
const SAMPLE = new URL('../../knowledge/larch-and-loft/documents/', import.meta.url);
const OFFICE_FILES = [
  'boot-care.odt',
  'gift-cards.rtf',
  'hut-handbook.epub',
  'opening-hours.ods',
  'rental-prices.xlsx',
  'returns.pptx',
  'supplier.eml',
];
/** A turn on two cores that other tests use too. */
const ANSWER_TIMEOUT_MS = 120_000;

let server: TestServer;
let browser: TestBrowser;
let page: Page;
let site: TrapSite;
/** Asking who is signed in is answered with 401 when nobody is. */
const complaints = watchComplaints('401');

beforeAll(async () => {
  site = await startTrapSite({
    '/help/': html('Help', 'Ask us anything.', ['/help/huts', '/shop']),
    '/help/huts': html('Huts', 'Our mountain huts open on the first of May.'),
    '/shop': html('Shop', 'Buy.'),
  });
  server = await startServer({ args: ['start'], env: { FOYER_CRAWL_HOSTS: site.host } });
  browser = await openTestBrowser();
  page = await browser.context.newPage();
  complaints.watch(page);
  await page.goto(/https?:\S+#invitation=\S+/.exec(server.output())?.[0] ?? '');
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByLabel('Password', { exact: true }).fill('seven copper kettles');
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByLabel('Name of the bot').fill('Helper');
  await page.getByLabel('Organisation it speaks for').fill('Larch & Loft');
  await page.getByRole('button', { name: 'Make the bot' }).click();
  await page.getByRole('heading', { level: 1, name: 'Set up this bot' }).waitFor();
  await page.getByRole('link', { name: 'Knowledge', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Knowledge' }).waitFor();
}, 400_000);

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
  await site?.[Symbol.asyncDispose]();
});

const documentItem = (name: string) => page.locator('.document').filter({ hasText: name });
const upload = (files: { name: string; buffer: Buffer }[]) =>
  page
    .locator('input[type=file]')
    .setInputFiles(files.map((file) => ({ ...file, mimeType: 'application/octet-stream' })));

test('ten files of ten kinds: nine become ready, the broken one says why and how to mend it', {
  timeout: 180_000,
}, async () => {
  const office = OFFICE_FILES.map(async (name) => ({ name, buffer: await readFile(new URL(name, OFFICE)) }));
  const word = await readFile(new URL('rental.docx', SAMPLE));
  await upload([
    ...(await Promise.all(office)),
    { name: 'notes.md', buffer: Buffer.from('# Notes\n\nThe shop in Leeds has a climbing wall.\n') },
    { name: 'sizes.csv', buffer: Buffer.from('Size,Chest\nM,96 cm\nL,104 cm\n') },
    { name: 'rental.docx', buffer: word.subarray(0, 2_000) },
  ]);
  const broken = documentItem('rental.docx');
  await broken.getByText('Failed').waitFor({ timeout: 120_000 });
  await broken.getByText(/damaged/).waitFor();
  await expect
    .poll(() => page.locator('.document .state').filter({ hasText: 'Ready' }).count(), { timeout: 120_000 })
    .toBe(9);
  await page.getByText('The attachment "soles.pdf" was not read.', { exact: false }).waitFor();
  await expectSoundPage(page, 'knowledge-uploaded');
});

test('the same file, whole, takes the broken one’s place and is what the next answer rests on', {
  timeout: 2 * ANSWER_TIMEOUT_MS,
}, async () => {
  await upload([{ name: 'rental.docx', buffer: await readFile(new URL('rental.docx', SAMPLE)) }]);
  await documentItem('rental.docx').getByText('Ready').waitFor({ timeout: 60_000 });
  expect(await page.locator('.document').count()).toBe(10);
  await page.getByRole('link', { name: 'Try it', exact: true }).click();
  await page.getByLabel('Your question').fill('Until when can I cancel a rental free of charge?');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Passages' }).waitFor({ timeout: ANSWER_TIMEOUT_MS });
  await page.locator('.found-button').filter({ hasText: 'Cited' }).first().click();
  expect(await page.locator('.found-button').filter({ hasText: 'Cited' }).first().textContent()).toContain(
    'Renting equipment',
  );
});

test('a document whose last day is over needs an update and answers no more', async () => {
  await page.getByRole('link', { name: 'Knowledge', exact: true }).click();
  await page.getByRole('link', { name: 'Notes', exact: true }).click();
  await page.getByLabel('Last day').fill('2024-12-31');
  const holds = page.getByRole('region', { name: 'How long it holds' });
  await holds.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Needs update').waitFor();
  await page.getByLabel('Question to search with').fill('Which shop has a climbing wall?');
  await page.keyboard.press('Enter');
  await waitUntilLoaded(page);
  await page.getByText(/found, 0 of them in this document/).waitFor();
  await expectSoundPage(page, 'document-validity');
  await page.goto(page.url().replace(/knowledge\/.*/, 'knowledge?state=expired'));
  await documentItem('notes.md').getByText('Needs update').waitFor();
  expect(await page.locator('.document').count()).toBe(1);
  await page.getByLabel('State').selectOption('');
});

test('a document for some groups is told to them and to nobody else', {
  timeout: 3 * ANSWER_TIMEOUT_MS,
}, async () => {
  await page.getByRole('link', { name: 'Knowledge', exact: true }).click();
  await page.getByLabel('Who may be told what you add here').selectOption('groups');
  await page.getByLabel('Groups').fill('partners');
  const text = '# Kayak terms\n\nPartners get a discount of 37 percent on kayaks.\n';
  await upload([{ name: 'kayaks.md', buffer: Buffer.from(text) }]);
  await documentItem('kayaks.md').getByText('Ready').waitFor({ timeout: 60_000 });
  await documentItem('kayaks.md').getByText('Only for partners').waitFor();
  await page.getByRole('link', { name: 'Try it', exact: true }).click();
  const ask = async () => {
    await page.getByLabel('Your question').fill('What discount do partners get on kayaks?');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Passages' }).waitFor({ timeout: ANSWER_TIMEOUT_MS });
  };
  await ask();
  expect(await page.locator('.found-button').filter({ hasText: 'Kayak terms' }).count()).toBe(0);
  await page.getByLabel('As a visitor who is').selectOption('groups');
  await page.getByLabel('Groups').fill('partners');
  await ask();
  await page
    .locator('.found-button')
    .filter({ hasText: 'Kayak terms' })
    .filter({ hasText: 'Cited' })
    .waitFor();
  expect(await page.locator('.turns').last().textContent()).toContain('37');
  await expectSoundPage(page, 'try-as-partner');
});

test('a site is read: its pages become documents that link to it; what was left out is told', {
  timeout: 120_000,
}, async () => {
  await page.getByRole('link', { name: 'Knowledge', exact: true }).click();
  await page.getByRole('button', { name: 'Read a web site' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel('Address').fill('http://169.254.169.254/');
  await page.getByRole('button', { name: 'Begin reading' }).click();
  await page.getByText(/inside the network/).waitFor();
  complaints.forgive('400');
  await page.getByLabel('Address').fill(`${site.url}/help/`);
  await page.getByLabel('Only pages below').fill('/help');
  await page.getByRole('button', { name: 'Begin reading' }).click();
  const entry = page.locator('.site');
  await entry.getByText('2 pages · 2 new').waitFor({ timeout: 60_000 });
  await documentItem('/help/huts').getByText('Ready').waitFor();
  await entry.getByText('What changed', { exact: true }).click();
  await entry.getByText('The patterns leave this page out.').waitFor();
  await waitUntilLoaded(page);
  await expectSoundPage(page, 'knowledge-site');
  site.pages.set('/help/huts', html('Huts', 'Our mountain huts open on the first of June.'));
  await entry.getByRole('button', { name: /^Read again/ }).click();
  await entry.getByText('2 pages · 1 changed').waitFor({ timeout: 60_000 });
});
