import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BotSettingsInput } from '../../server/bots/index.ts';
import type { Conversation } from '../../server/contract/index.ts';
import { TEST_BOT_ID } from '../support/app.ts';
import { axeFindings } from '../support/axe.ts';
import {
  ask,
  lastReply,
  openChat,
  openWidgetSite,
  PRE_CHAT,
  type WidgetSite,
} from '../support/widget-site.ts';

const QUESTION = 'Can I return boots worn outside?';
const ADMIN = `/api/admin/bots/${TEST_BOT_ID}`;
/** Nobody is ever there. */
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
/** Neither today nor so far ahead that a date is told instead of the day. */
const BACK = WEEKDAYS[(new Date().getUTCDay() + 2) % WEEKDAYS.length] ?? 'monday';
const AWAY: BotSettingsInput['handoff'] = { hours: { weekly: [{ day: BACK, from: '03:00', to: '03:01' }] } };

let site: WidgetSite;
let key: string;
beforeAll(async () => {
  site = await openWidgetSite({ script: 'Boots worn outside cannot be returned. [1]' });
  key = await site.testApp.keyOf('admin');
});
afterAll(() => site?.[Symbol.asyncDispose]());

/** The usual, but for these changes. */
const set = (changes: Partial<BotSettingsInput>) => site.set({ preChat: {}, handoff: {}, ...changes });

async function asStaff<T>(path: string): Promise<T> {
  return (await (await site.testApp.request(`${ADMIN}${path}`, { key })).json()) as T;
}

/** What staff read of the visitor of the latest conversation. */
async function latestVisitor(): Promise<Conversation['visitor']> {
  const { conversations } = await asStaff<{ conversations: { id: string }[] }>('/conversations');
  return (await asStaff<Conversation>(`/conversations/${conversations[0]?.id}`)).visitor;
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement;
    return inside?.getAttribute('name') ?? inside?.getAttribute('aria-label') ?? inside?.className;
  });
const open = (page: Page) => page.getByRole('button', { name: 'Chat with us' }).click();
const start = (page: Page) => page.getByRole('button', { name: 'Start the chat' });

test('a form before the chat says what is missing, loses nothing, and reaches staff with the first message', async () => {
  await set({ preChat: PRE_CHAT });
  const page = await site.visit();
  await open(page);
  await start(page).waitFor();
  await expect.poll(() => focused(page)).toBe('name');
  expect(await page.getByRole('textbox', { name: 'Your question' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Talk to a person' }).count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);

  await page.getByLabel('Your e-mail').fill('rosa');
  await page.keyboard.press('Enter');
  await page.getByText('This is needed.').first().waitFor();
  await expect.poll(() => focused(page)).toBe('name');
  expect(await page.getByText('This is needed.').count()).toBe(2);
  await page.getByText('Please write an address').waitFor();
  expect(await axeFindings(page)).toEqual([]);

  await page.getByLabel('Your name').fill('Rosa');
  await page.getByLabel('What is your order number?').fill('4711');
  await page.reload();
  await open(page);
  await start(page).waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe('Rosa');
  await page.getByLabel('Your e-mail').fill('rosa@visitor.example');
  await page.getByRole('checkbox').check();
  await start(page).click();
  await expect.poll(() => focused(page)).toBe('Your question');

  await page.route('**/api/chat', (route) => route.abort());
  await page.keyboard.type(QUESTION);
  await page.keyboard.press('Enter');
  await page.locator('foyer-chat .problem').getByRole('button', { name: 'Try again' }).waitFor();
  await page.unroute('**/api/chat');
  await page.getByRole('button', { name: 'Try again' }).click();
  await lastReply(page).locator('.source').waitFor();
  expect(await latestVisitor()).toMatchObject({
    form: {
      name: 'Rosa',
      email: 'rosa@visitor.example',
      answers: [{ question: 'What is your order number?', answer: '4711' }],
      consent: 'I have read how my data is used.',
    },
  });

  await page.reload();
  await openChat(page);
  await ask(page, 'Hello');
  expect((await latestVisitor())?.form?.name).toBe('Rosa');
  await page.getByRole('button', { name: 'New conversation' }).click();
  await start(page).waitFor();
  await page.close();
}, 180_000);

test('whom the site has named is not asked, and what the page asks waits for the form', async () => {
  await set({ preChat: PRE_CHAT });
  type Foyer = { identify(user: object): void; sendMessage(text: string): void };
  const call = (page: Page, name: keyof Foyer, what: object | string) =>
    page.evaluate(
      ([called, argument]) =>
        (window as unknown as { foyer: Record<string, (what: unknown) => void> }).foyer[called]?.(argument),
      [name, what] as const,
    );
  const known = await site.visit();
  await known.locator('foyer-chat .launcher').waitFor();
  await call(known, 'identify', { name: 'Rosa' });
  await openChat(known);
  await known.locator('foyer-chat .greeting').waitFor();
  expect(await start(known).count()).toBe(0);
  await known.close();

  const page = await site.visit();
  await page.locator('foyer-chat .launcher').waitFor();
  await call(page, 'sendMessage', QUESTION);
  await page.getByLabel('Your name').fill('Rosa');
  expect(await page.locator('foyer-chat li.user').count()).toBe(0);
  await page.getByRole('checkbox').check();
  await start(page).click();
  await lastReply(page).locator('.source').waitFor();
  expect(await page.locator('foyer-chat li.user').innerText()).toContain(QUESTION);
  await page.close();
}, 120_000);

test('when nobody is there a message is left, kept where it could not be sent, and read by staff', async () => {
  await set({ handoff: AWAY });
  const page = await site.visit();
  await openChat(page);
  await page.getByRole('button', { name: 'Talk to a person' }).click();
  await page.getByText(new RegExp(`Nobody is here right now. We are back: ${BACK}`, 'i')).waitFor();
  await page.getByRole('button', { name: 'Leave a message' }).click();
  await expect.poll(() => focused(page)).toBe('name');
  expect(await axeFindings(page)).toEqual([]);
  await page.getByLabel('Your name').fill('Rosa');
  await page.getByLabel('Your e-mail').fill('rosa@visitor');
  await page.getByLabel('Your message').fill('Please call me about order 4711.');
  const send = page.getByRole('button', { name: 'Send the message' });
  await send.click();
  await page.getByText('Please write an address').waitFor();
  await expect.poll(() => focused(page)).toBe('email');
  await page.getByLabel('Your e-mail').fill('rosa@visitor.example');
  await page.route('**/contact', (route) => route.abort());
  await send.click();
  await page.getByRole('alert').getByText('Not sent').waitFor();
  await page.unroute('**/contact');
  await page.reload();
  await openChat(page);
  await page.getByRole('button', { name: 'Leave a message' }).click();
  expect(await page.getByLabel('Your message').inputValue()).toBe('Please call me about order 4711.');
  await send.click();
  await page.getByRole('status').getByText('We will answer to rosa@visitor.example.').waitFor();
  await expect.poll(() => focused(page)).toBe('Your question');
  const { contactRequests } = await asStaff<{ contactRequests: object[] }>('/contact-requests');
  expect(contactRequests).toMatchObject([{ name: 'Rosa', message: 'Please call me about order 4711.' }]);
  await ask(page, QUESTION);
  expect(await page.getByText('We will answer to').count()).toBe(0);
  await page.close();
}, 180_000);

test('what goes when it is pressed leaves the focus in the chat; no question is suggested while a person is waited for', async () => {
  await set({});
  const page = await site.visit();
  await openChat(page);
  const chip = page.getByRole('button', { name: 'How long does delivery take?' });
  await chip.focus();
  await page.keyboard.press('Enter');
  await chip.waitFor({ state: 'detached' });
  await expect.poll(() => focused(page)).toBe('Your question');
  await lastReply(page).locator('.source').waitFor();
  const press = (name: string) => page.getByRole('button', { name }).press('Enter');
  await press('New conversation');
  await chip.waitFor();
  await expect.poll(() => focused(page)).toBe('Your question');
  await press('Talk to a person');
  await page.getByText('You are number 1 in line.').waitFor();
  expect(await chip.count()).toBe(0);
  await expect.poll(() => focused(page)).toBe('Your question');
  await press('Back to the assistant');
  await chip.waitFor();
  await expect.poll(() => focused(page)).toBe('Your question');
  await page.close();
}, 120_000);

test('a file goes to the person who is waited for, and staff see it; another kind is told as such', async () => {
  await set({ handoff: { files: true } });
  const page = await site.visit();
  await openChat(page);
  await page.getByRole('button', { name: 'Talk to a person' }).click();
  const attach = page.getByRole('button', { name: 'Attach a file' });
  await attach.waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const input = page.locator('foyer-chat [type=file]');
  const pdf = { name: 'receipt.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 x') };
  await input.setInputFiles(pdf);
  await page.locator('foyer-chat li.user').getByText('receipt.pdf').waitFor();
  await input.setInputFiles({ ...pdf, buffer: Buffer.from([0, 1, 2]) });
  await page.getByRole('alert').getByText('Pictures (PNG, JPEG, WebP)').waitFor();
  await page.reload();
  await openChat(page);
  await page.locator('foyer-chat li.user').getByText('receipt.pdf').waitFor();
  await page.close();
}, 120_000);

test('how content a visitor was is asked once', async () => {
  await set({});
  const page = await site.visit();
  await openChat(page);
  await page.getByRole('button', { name: 'Talk to a person' }).click();
  await page.getByText(/You are number/).waitFor();
  const { items } = await asStaff<{ items: { id: string; state: string; waitingSince: number }[] }>('/inbox');
  const waiting = items
    .filter(({ state }) => state === 'waiting')
    .sort((a, b) => b.waitingSince - a.waitingSince);
  const move = (step: string) =>
    site.testApp.request(`${ADMIN}/inbox/${waiting[0]?.id}/${step}`, { key, body: {} });
  expect((await move('take')).status).toBe(200);
  expect((await move('close')).status).toBe(200);
  await page.getByRole('button', { name: '4 of 5' }).click();
  await page.getByText('Thank you.').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await openChat(page);
  await page.getByText('The conversation with a person has ended.').waitFor();
  expect(await page.getByRole('button', { name: '4 of 5' }).count()).toBe(0);
  await page.close();
}, 120_000);

test('where the way to a person cannot be loaded, the chat says so and tries again with a press', async () => {
  const page = await site.visit();
  await page.route('**/forms-*.js', (route) => route.abort());
  await openChat(page);
  await page.getByRole('button', { name: 'Talk to a person' }).click();
  const problem = page.locator('foyer-chat .problem').getByText('The assistant is not available right now.');
  await problem.waitFor();
  await page.unroute('**/forms-*.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await problem.waitFor({ state: 'detached' });
  await page.locator('foyer-chat .handoff').getByRole('status').waitFor();
  await page.close();
}, 60_000);
