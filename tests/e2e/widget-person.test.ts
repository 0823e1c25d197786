import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import { type Staff, staffOf } from '../support/handoff.ts';
import { openIdentityTokens } from '../support/identity-tokens.ts';
import { ask, lastReply, openChat, openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

const QUESTION = 'Can I return boots worn outside?';

let site: WidgetSite;
let staff: Staff;
beforeAll(async () => {
  site = await openWidgetSite({ script: 'Boots worn outside cannot be returned. [1]' });
  staff = await staffOf(site.testApp, TEST_BOT_ID);
});
afterAll(() => site?.[Symbol.asyncDispose]());

const userBubbles = (page: Page) => page.locator('foyer-chat li.user').count();

/** The one conversation that waits for somebody. */
async function waitingId(): Promise<string> {
  const { items } = await staff.inbox();
  return items.find((item) => item.state === 'waiting')?.id ?? '';
}

test('a visitor asks for a person, waits in line, talks with them, and goes back to the assistant', async () => {
  const page = await site.visit();
  await openChat(page);
  await ask(page, QUESTION);
  await page.getByRole('button', { name: 'Talk to a person' }).click();
  await page.getByText('You are number 1 in line.').waitFor();

  const input = page.getByRole('textbox', { name: 'Your question' });
  await input.fill('My order is 123.');
  await page.keyboard.press('Enter');
  await expect.poll(() => userBubbles(page), { timeout: 20_000 }).toBe(2);
  const id = await waitingId();
  await staff.take(id);
  await page.getByText('Anna has joined.').waitFor();
  await staff.post(`${id}/typing`);
  await page.getByText('Anna is typing…').waitFor();
  await staff.post(`${id}/messages`, { text: 'I see your order.' });
  const reply = lastReply(page);
  await reply.getByText('I see your order.').waitFor();
  expect(await reply.innerText()).toContain('Anna');
  await page.getByRole('log').getByText('Anna: I see your order.').waitFor({ state: 'attached' });

  await page.reload();
  await openChat(page);
  await page.getByText('Anna has joined.').waitFor();
  await staff.post(`${id}/messages`, { text: 'It leaves today.' });
  await reply.getByText('It leaves today.').waitFor();
  expect(await page.locator('foyer-chat li').filter({ hasText: 'I see your order.' }).count()).toBe(1);

  await page.getByRole('button', { name: 'Back to the assistant' }).click();
  await page.getByText('Anna has joined.').waitFor({ state: 'detached' });
  await ask(page, QUESTION);
  await reply.locator('.bubble').getByText('cannot be returned').waitFor();
  await page.close();
}, 180_000);

test('who the organisation vouches for finds their conversation elsewhere; the next visitor of the browser does not', async () => {
  const tokenOf = await openIdentityTokens(site.testApp);
  type PageWindow = { foyer: Record<string, (...args: unknown[]) => unknown> };
  async function signIn(page: Page, subject: string): Promise<void> {
    const jwt = await tokenOf(subject);
    await page.locator('foyer-chat .launcher').waitFor();
    await page.evaluate(
      (token) => (window as unknown as PageWindow).foyer['identify']?.({}, { jwt: token }),
      jwt,
    );
  }
  const mine = (page: Page) => page.locator('foyer-chat li.user').filter({ hasText: 'boots' });

  const first = await site.visit();
  await signIn(first, 'ann');
  await openChat(first);
  await ask(first, QUESTION);
  expect(await first.evaluate(() => localStorage.length)).toBe(0);
  await first.close();

  const second = await site.visit();
  await signIn(second, 'ann');
  await openChat(second);
  await mine(second).waitFor();
  await signIn(second, 'bob');
  await mine(second).waitFor({ state: 'detached' });
  await second.evaluate(() => (window as unknown as PageWindow).foyer['shutdown']?.());
  await second.evaluate(() => (window as unknown as PageWindow).foyer['init']?.({}));
  await openChat(second);
  await second.getByText('AI assistant').waitFor();
  expect(await mine(second).count()).toBe(0);
  await second.close();
}, 120_000);

test('staff who take over from the assistant are seen by a visitor who does nothing, in every window of theirs', async () => {
  const page = await site.visit();
  await openChat(page);
  const other = await site.browser.context.newPage();
  await other.goto(site.siteUrl);
  await openChat(other);
  await ask(page, QUESTION);
  await other.locator('foyer-chat li.user').getByText(QUESTION).waitFor();
  await lastReply(other).locator('.bubble').getByText('cannot be returned').waitFor();
  const { id } = await site.testApp.context.store.db
    .selectFrom('conversations')
    .select('id')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow();
  await staff.take(id);
  await staff.post(`${id}/messages`, { text: 'May I help you?' });
  for (const window of [page, other]) {
    await window.getByText('Anna has joined.').waitFor();
    await lastReply(window).getByText('May I help you?').waitFor();
    await window.getByRole('log').getByText('Anna: May I help you?').waitFor({ state: 'attached' });
  }
  await other.close();
  await page.close();
}, 120_000);

test('a person who cannot be asked for is told of in the visitor’s language, and asked for again with a press', async () => {
  const page = await site.visit({ lang: 'de' });
  await page.getByRole('button', { name: 'Mit uns chatten' }).click();
  const person = page.getByRole('button', { name: 'Mit einem Menschen sprechen' });
  await person.waitFor();
  await page.route('**/person', (route) => route.abort());
  await person.click();
  const alert = page.getByRole('alert').filter({ hasText: 'Der Chat ist nicht erreichbar.' });
  await alert.waitFor();
  await page.unroute('**/person');
  await alert.getByRole('button', { name: 'Erneut versuchen' }).click();
  await page.getByText('Wir suchen jemanden für Sie…').waitFor();
  await alert.waitFor({ state: 'detached' });
  await page.close();
}, 120_000);
