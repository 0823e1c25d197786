import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage } from '../support/console-page.ts';
import { type ConsoleSite, openConsoleSite } from '../support/console-site.ts';
import { visitorOf } from '../support/handoff.ts';

/** The shop's pages say something near it, and no more. */
const NEAR = 'Can I give my boots back?';

/** Who is not signed in yet is refused, which browsers note. */
const complaints = watchComplaints('401');
let site: ConsoleSite;
beforeAll(async () => {
  site = await openConsoleSite(complaints);
});
afterAll(() => site?.[Symbol.asyncDispose]());

test('of two questions in one message the passport says how each was decided', async () => {
  const { page, url } = site;
  await page.goto(`${url}/console/${TEST_BOT_ID}/try`);
  const question = page.getByRole('textbox', { name: 'Your question' });
  await question.fill(`${NEAR} And who won the cup in 1966?`);
  await page.keyboard.press('Enter');
  const [near, outside] = [page.locator('.decided > li').nth(0), page.locator('.decided > li').nth(1)];
  await near.getByText(/score of 0\.\d\d; enough/).waitFor();
  await near.getByText('The bot was not sure of this answer.').waitFor();
  await outside.getByText('Not answered').waitFor();
  await outside.getByText(/score of 0\.\d\d; too little/).waitFor();
  await expectSoundPage(page, 'two-questions');
}, 180_000);

async function tryNear(page: Page): Promise<string> {
  await page.goto(`${site.url}/console/${TEST_BOT_ID}/try`);
  await page.getByRole('textbox', { name: 'Your question' }).fill(NEAR);
  await page.keyboard.press('Enter');
  const reply = page.locator('.reply');
  await reply.getByText('Boots worn outside').first().waitFor();
  return reply.innerText();
}

test('staff see what visitors are told of an unsure reply, and an admin switches it off', async () => {
  const { page, url, app } = site;
  const told = 'that the bot is not sure of this answer';
  expect(await tryNear(page)).toContain(`The visitor is told ${told}. The visitor is offered a person.`);
  const { conversationId } = await visitorOf(app, TEST_BOT_ID).say(NEAR);
  await page.goto(`${url}/console/${TEST_BOT_ID}/inbox/${conversationId}`);
  await page.getByText(`The visitor was told ${told}.`).waitFor();

  await page.goto(`${url}/console/${TEST_BOT_ID}/decision`);
  const hint = page.getByRole('switch', { name: 'Tell visitors when the bot is not sure of its answer' });
  await hint.click();
  const settings = async () => {
    const bot = await app.context.store.db
      .selectFrom('bots')
      .select('settings')
      .where('id', '=', TEST_BOT_ID)
      .executeTakeFirstOrThrow();
    return JSON.parse(bot.settings) as { unsureHint?: boolean };
  };
  await expect.poll(settings).toMatchObject({ unsureHint: false });
  await page.reload();
  await hint.waitFor();
  expect(await hint.isChecked()).toBe(false);
  expect(await tryNear(page)).not.toContain(told);
}, 180_000);
