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

  const { page: editor } = site;
  await loadPage(editor, addressOf('unanswered'));
  await editor.getByRole('link', { name: /^Marked as wrong/ }).click();
  await editor.getByText('Marked by The agent').waitFor();
  await editor.getByText('It is five days.').waitFor();
  await expectSoundPage(editor, 'marked');
  await editor.getByRole('link', { name: 'By topic' }).click();
  await editor.getByRole('button', { name: 'Sort them' }).click();
  await editor.getByText('1 marked as wrong by staff').waitFor();
  await editor.getByText('The conversations').click();
  await editor.getByText('“It is five days.”').waitFor();
  await expectSoundPage(editor, 'unanswered-flagged');

  await loadPage(page, addressOf(`inbox/${conversationId}`));
  await page.getByRole('button', { name: 'Not wrong after all' }).click();
  await page.getByRole('button', { name: 'Mark as wrong' }).waitFor();
  expect(await page.getByText('Marked as wrong').count()).toBe(0);
});

test('from the number in Insight a lead comes to exactly these answers, and corrects one where it stands', async () => {
  const asked = await askAsVisitor(site.app, 'How long does standard delivery take?');
  const { page: editor } = site;
  const addressOf = (path: string) => `${site.url}/console/${TEST_BOT_ID}/${path}`;
  await loadPage(agent.page, addressOf(`conversations/${asked.conversationId}#${asked.messageId}`));
  await agent.page.getByRole('button', { name: 'Mark as wrong' }).click();
  await agent.page.getByRole('dialog').getByRole('button', { name: 'Mark as wrong' }).click();
  await agent.page.getByText('Marked as wrong by The agent').waitFor();

  await loadPage(editor, addressOf('insight'));
  await editor.getByText('1 still open').waitFor();
  await editor.getByText('nothing was asked: there is nothing to compare with').waitFor();
  await expectSoundPage(editor, 'insight-flagged');
  await editor.getByRole('link', { name: 'See these answers' }).click();
  await editor.getByText('No reason was written.').waitFor();
  await editor.getByRole('button', { name: 'Dealt with' }).click();
  await editor.getByText('Dealt with, says The owner').waitFor();
  await editor.getByRole('button', { name: 'Open again' }).click();
  await editor.getByRole('button', { name: 'Dealt with' }).waitFor();

  await editor.getByLabel('State').selectOption('Open');
  await editor.getByRole('button', { name: 'Correct this' }).click();
  const dialog = editor.getByRole('dialog');
  await dialog.getByLabel('What it should have said').fill('Standard delivery takes five working days.');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByRole('button', { name: 'Correct it' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await editor.getByText('Corrected', { exact: true }).waitFor();
  await expectSoundPage(editor, 'marked-corrected');

  const viewer = await addPerson(site.app, 'viewer');
  const flag = `conversations/${asked.conversationId}/messages/${asked.messageId}/flag`;
  const removal = await viewer.request(`/api/admin/bots/${TEST_BOT_ID}/${flag}`, { method: 'DELETE' });
  expect(removal.status).toBe(403);
});
