import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage, expectSoundWords, loadPage, takePicture } from '../support/console-page.ts';
import { type ConsoleSite, openConsoleSite } from '../support/console-site.ts';
import { askAsVisitor } from '../support/visitors.ts';

const QUESTION = 'How long does standard delivery take?';
const BETTER = 'Gladly! Standard delivery takes three working days.';

let site: ConsoleSite;
const complaints = watchComplaints();

beforeAll(async () => {
  site = await openConsoleSite(complaints, { script: 'Standard delivery takes three working days.' });
  complaints.forgive('401');
}, 240_000);
afterAll(() => site?.[Symbol.asyncDispose]());

test('a better answer is read beside the poorer one, approved, retired, followed to where it came from, and deleted', async () => {
  const { page, app } = site;
  const address = `${site.url}/console/${TEST_BOT_ID}/lessons/better`;
  await loadPage(page, address);
  await page.getByText('No better answers yet').waitFor();
  await expectSoundPage(page, 'better-answers-empty');

  const key = await app.keyOf('staff');
  const { messageId, conversationId } = await askAsVisitor(app, QUESTION);
  const testQuestion = 'When can I expect a parcel sent the cheap way?';
  const body = { answerId: messageId, answer: BETTER, route: 'lesson', testQuestion };
  const made = await app.request(`/api/admin/bots/${TEST_BOT_ID}/corrections`, { body, key });
  expect(made.status).toBe(201);

  await loadPage(page, `${site.url}/console/${TEST_BOT_ID}/lessons`);
  await page.getByRole('link', { name: 'Better answers' }).click();
  const item = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: QUESTION }) });
  await item.getByText(BETTER).waitFor();
  await item.getByText('Draft').waitFor();
  await page.getByRole('button', { name: `Approve “${QUESTION}”` }).click();
  await item.getByText('approved by The owner').waitFor();
  expect(await item.locator(':focus').count()).toBe(1);
  await expectSoundPage(page, 'better-answers');

  await page.getByRole('searchbox').fill('parachute');
  await page.getByText('No better answer matches').waitFor();
  await page.getByRole('link', { name: 'Show all' }).click();
  await page.getByRole('button', { name: `Retire “${QUESTION}”` }).click();
  await item.getByText('retired by The owner').waitFor();
  await page.getByLabel('State').selectOption('Approved');
  await page.getByText('No better answer matches').waitFor();
  await page.getByLabel('State').selectOption('Retired');
  await item.getByRole('link', { name: 'See the conversation' }).click();
  await page.waitForURL(`**/conversations/${conversationId}#${messageId}`);

  await loadPage(page, address);
  await item.getByRole('link', { name: 'The correction' }).click();
  await page.waitForURL('**/corrections?correction=*');
  await item.getByText(BETTER).waitFor();
  await expectSoundPage(page, 'one-correction');
  await item.getByRole('link', { name: 'Both answers side by side' }).click();
  await page.waitForURL('**/lessons/better?pair=*');
  await item.getByText(BETTER).waitFor();
  await expectSoundPage(page, 'one-better-answer');
  await page.getByRole('link', { name: 'Show all' }).click();
  await page.getByRole('searchbox').waitFor();

  await loadPage(page, address);
  await page.getByRole('button', { name: `Delete “${QUESTION}”` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No better answers yet').waitFor();
});

test('in German it fits on a narrow phone, too', async () => {
  const { page, app } = site;
  const key = await app.keyOf('staff');
  const { messageId } = await askAsVisitor(app, QUESTION);
  const testQuestion = 'When may I expect a letter sent the slow way?';
  const answer = 'With pleasure! Standard delivery takes three working days.';
  const body = { answerId: messageId, answer, route: 'lesson', testQuestion };
  const made = await app.request(`/api/admin/bots/${TEST_BOT_ID}/corrections`, { body, key });
  expect(made.status).toBe(201);
  await loadPage(page, `${site.url}/console/${TEST_BOT_ID}/lessons/better`);
  await page.evaluate(() => localStorage.setItem('foyer:console-language', 'de'));
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Bessere Antworten' }).waitFor();
  await page.getByText('vorgeschlagen von').waitFor();
  await expectSoundWords(page, 'better-answers-de');
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await takePicture(page, `better-answers-de-${width}`);
  }
});
