import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage, expectSoundWords, loadPage, takePicture } from '../support/console-page.ts';
import { type ConsoleSite, openConsoleSite, openSignedIn } from '../support/console-site.ts';
import { addPerson } from '../support/people.ts';
import { askAsVisitor } from '../support/visitors.ts';

let site: ConsoleSite;
const complaints = watchComplaints();
const addressOf = (path: string) => `${site.url}/console/${TEST_BOT_ID}/${path}`;

beforeAll(async () => {
  site = await openConsoleSite(complaints, { script: 'I have no idea.' });
  complaints.forgive('401');
}, 120_000);
afterAll(() => site?.[Symbol.asyncDispose]());

test('from an unanswered question somebody says what customers call it, tries it, and mends it', async () => {
  const { page } = site;
  const asked = 'What about treddies?';
  await askAsVisitor(site.app, asked);
  await loadPage(page, addressOf('unanswered'));
  await page.getByRole('button', { name: 'Sort them' }).click();
  const link = page.getByRole('link', { name: 'Customers call it otherwise' });
  await link.waitFor();
  await expectSoundPage(page, 'unanswered-words');
  await link.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`A visitor asked: “${asked}”`).waitFor();
  await dialog.getByLabel('What customers say').fill('treddies');
  await dialog.getByLabel('What your pages say').fill('boots, rain shoes');
  await expectSoundPage(page, 'word-form');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('None of your pages says “rain shoes”; the rest is searched for.').waitFor();
  await page.getByText(`Searched as: ${asked} (boots)`).waitFor();
  await page.getByRole('link', { name: 'Returns', exact: true }).waitFor();
  await expectSoundPage(page, 'words');

  await page.getByRole('button', { name: 'New entry' }).click();
  await dialog.getByLabel('What customers say').fill('treddy');
  await dialog.getByLabel('What your pages say').fill('boots');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('What "treddy" stands for is told already. Change that entry.').waitFor();
  complaints.forgive('409');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Change “treddies”' }).click();
  await dialog.getByLabel('What your pages say').fill('delivery');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Searched as: ${asked} (delivery)`).waitFor();
  await page.getByRole('button', { name: 'Delete “treddies”' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No words of your customers yet').waitFor();
  await page.getByText(`Searched as it stands: ${asked}`).waitFor();
});

test('a table comes in, is searched and saved; Foyer’s own list is left out by a switch', async () => {
  const { page } = site;
  await loadPage(page, addressOf('words'));
  await page.getByRole('button', { name: 'Bring in a table' }).click();
  const dialog = page.getByRole('dialog');
  const csv = 'customers say,pages say\nwellies,boots\nthe Express,delivery\nnothing,\n';
  const file = { name: 'words.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await page.setInputFiles('input[type=file]', file);
  await dialog.getByRole('button', { name: 'Bring in' }).click();
  await dialog.getByText('2 added, 0 there already, 1 with mistakes.').waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByLabel('Search in these words').fill('express');
  await page.getByText('1 of 2 entries').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a table' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('words.csv');

  const question = 'can I get rid of my order';
  await page.getByLabel('Question in a customer’s words').fill(question);
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByText(/^Searched /).waitFor();
  // The other pages go on from what is saved here.
  const list = page.waitForResponse(`${site.url}/api/admin/bots`);
  await page.getByLabel('Use Foyer’s list of everyday English words too').click();
  const { bots } = await (await list).json();
  await expect
    .poll(async () => {
      const response = await site.app.context.store.db.selectFrom('bots').select('settings').execute();
      return response.some(({ settings }) => settings.includes('"everydayWords":false'));
    })
    .toBe(true);
  const saved = await site.app.context.store.db
    .selectFrom('bots')
    .select('settings_version')
    .executeTakeFirstOrThrow();
  expect(bots[0]).toMatchObject({ settingsVersion: saved.settings_version });
});

test('who may only look sees the words and changes none; in German it says the same', async () => {
  await addPerson(site.app, 'viewer');
  const viewer = await openSignedIn(complaints, site.url, 'viewer@example.org');
  complaints.forgive('401');
  await viewer.page.addInitScript(() => localStorage.setItem('foyer:console-language', 'de'));
  await loadPage(viewer.page, addressOf('words'));
  await viewer.page.getByText('„the Express“').waitFor();
  expect(await viewer.page.getByRole('button', { name: 'Neuer Eintrag' }).count()).toBe(0);
  expect(await viewer.page.getByRole('button', { name: /^Löschen/ }).count()).toBe(0);
  await expectSoundWords(viewer.page, 'german-words-viewer');
  await viewer[Symbol.asyncDispose]();

  const { page } = site;
  await page.evaluate(() => localStorage.setItem('foyer:console-language', 'de'));
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await loadPage(page, addressOf('words?question=Gibt es Gummistiefel?'));
    await page.getByRole('dialog').waitFor();
    await takePicture(page, `german-word-form-${width}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await takePicture(page, `german-words-${width}`);
  }
  await expectSoundWords(page, 'german-words');
});
