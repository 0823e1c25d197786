import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import type { TestBrowser } from '../support/browser.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage, loadPage } from '../support/console-page.ts';
import { type ConsoleSite, openConsoleSite, openSignedIn } from '../support/console-site.ts';
import { addPerson } from '../support/people.ts';
import { askAsVisitor } from '../support/visitors.ts';

let site: ConsoleSite;
let agent: TestBrowser;
const complaints = watchComplaints();

beforeAll(async () => {
  site = await openConsoleSite(complaints, { script: 'Standard delivery takes three working days. [1]' });
  await addPerson(site.app, 'agent');
  agent = await openSignedIn(complaints, site.url, 'agent@example.org');
  complaints.forgive('401');
}, 120_000);

afterAll(async () => {
  await agent?.[Symbol.asyncDispose]();
  await site?.[Symbol.asyncDispose]();
});

test('an agent marks an answer as wrong, an editor finds it, and it can be taken back', async () => {
  const { conversationId } = await askAsVisitor(site.app, 'How long does standard delivery take?');
  const { page } = agent;
  const addressOf = (path: string) => `${site.url}/console/${TEST_BOT_ID}/${path}`;
  await loadPage(page, addressOf(`conversations/${conversationId}`));
  await page.getByRole('button', { name: 'Mark as wrong' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why, if you like').fill('It is five days.');
  await expectSoundPage(page, 'flag-dialog');
  await dialog.getByRole('button', { name: 'Mark as wrong' }).click();
  await page.getByText('Marked as wrong by The agent').waitFor();
  await expectSoundPage(page, 'flagged');

  await loadPage(site.page, addressOf('unanswered'));
  await site.page.getByRole('button', { name: 'Sort them' }).click();
  await site.page.getByText('1 marked as wrong by staff').waitFor();
  await site.page.getByText('The conversations').click();
  await site.page.getByText('“It is five days.”').waitFor();

  await loadPage(page, addressOf(`inbox/${conversationId}`));
  await page.getByRole('button', { name: 'Not wrong after all' }).click();
  await page.getByRole('button', { name: 'Mark as wrong' }).waitFor();
  expect(await page.getByText('Marked as wrong').count()).toBe(0);
});
