import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { expectSoundPage, waitUntilLoaded } from '../support/console-page.ts';
import { addPerson, enterAsPerson } from '../support/people.ts';
import { openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

let site: WidgetSite;
let office: TestBrowser;
let admin: Page;
beforeAll(async () => {
  site = await openWidgetSite();
  await addPerson(site.testApp, 'admin');
  office = await openTestBrowser();
  admin = office.page;
  await enterAsPerson(admin, site.serverUrl, 'admin@example.org');
}, 180_000);
afterAll(async () => {
  await office?.[Symbol.asyncDispose]();
  await site?.[Symbol.asyncDispose]();
});

test('staff set up a form and files; what a visitor writes and sends stands in the inbox', async () => {
  await admin.goto(`${site.serverUrl}/console/${TEST_BOT_ID}/settings/people`);
  await waitUntilLoaded(admin);
  await admin.getByRole('switch', { name: 'Visitors may send files to a person' }).check();
  await admin.getByRole('switch', { name: 'Ask visitors before the chat begins' }).check();
  const form = admin.getByRole('group', { name: 'Form before the chat' });
  const asked = (name: string) => form.getByRole('combobox', { name });
  for (const name of ['Name', 'E-mail']) await asked(name).selectOption('Not asked');
  const save = admin.getByRole('button', { name: 'Save' });
  await save.click();
  await admin.getByText('The form before the chat asks nothing').waitFor();
  await asked('Name').selectOption('Asked, has to be answered');
  await form.getByLabel('Question 1 of your own').fill('What is your order number?');
  await form.getByLabel('What they have to agree to').fill('I have read how my data is used.');
  await form.getByLabel('Page that says more').fill('https://shop.example/privacy');
  await expectSoundPage(admin, 'form-before-the-chat');
  await save.click();
  await admin.getByText('Saved.').waitFor();

  const visitor = await site.visit();
  await visitor.getByRole('button', { name: 'Chat with us' }).click();
  await visitor.getByLabel('Your name').fill('Rosa');
  await visitor.getByLabel('What is your order number?').fill('4711');
  await visitor.getByRole('checkbox').check();
  await visitor.getByRole('button', { name: 'Start the chat' }).click();
  await visitor.getByRole('button', { name: 'Talk to a person' }).click();
  await visitor.getByText('You are number 1 in line.').waitFor();
  const receipt = { name: 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from('4 euros') };
  await visitor.locator('foyer-chat [type=file]').setInputFiles(receipt);
  await visitor.locator('foyer-chat li.user').getByText('receipt.txt').waitFor();

  await admin.goto(`${site.serverUrl}/console/${TEST_BOT_ID}/inbox`);
  await admin.getByRole('link', { name: /Rosa/ }).click();
  await admin.getByText('Visitor and tags').click();
  await admin.getByText('4711').waitFor();
  await admin.getByText('I have read how my data is used.').waitFor();
  const file = admin.getByRole('button', { name: 'Save the file “receipt.txt”' });
  await file.waitFor();
  await expectSoundPage(admin, 'inbox-with-a-file');
  const [saved] = await Promise.all([admin.waitForEvent('download'), file.click()]);
  expect(saved.suggestedFilename()).toBe('receipt.txt');
  expect(await readFile(await saved.path(), 'utf8')).toBe('4 euros');
  await visitor.close();
}, 180_000);
