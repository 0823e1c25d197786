import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BotSettingsInput } from '../../server/bots/index.ts';
import type { Generator } from '../../server/models/index.ts';
import { TEST_BOT_ID, testSettings } from '../support/app.ts';
import { axeFindings } from '../support/axe.ts';
import { fakeGenerator } from '../support/fake-models.ts';
import { type Staff, staffOf } from '../support/handoff.ts';
import { heldGenerator } from '../support/held-generator.ts';
import { openWidgetSite, PRE_CHAT, type WidgetSite } from '../support/widget-site.ts';

/* Every state a visitor can meet, looked at by axe-core, and kept as a picture in dist/screenshots/states. */
const shots = resolve(import.meta.dirname, '../../dist/screenshots/states');
const QUESTION = 'Can I return boots worn outside?';
const SLOW = 'How long does delivery take?';
const UNKNOWN = 'Who won the football match yesterday?';
const PAGE = `<main style="font-family:system-ui;padding:2rem"><h1>A shop</h1><p>Boots, made to be mended.</p></main>`;

const held = heldGenerator('Standard delivery takes ', 'three working days and costs 4 euros. [1]');
const quick = fakeGenerator('Boots worn outside cannot be returned. Unworn boots can, within 30 days. [1]');
const generator: Generator = {
  ...quick,
  generate: (request, signal) =>
    (request.messages.at(-1)?.content.includes(SLOW) ? held : quick).generate(request, signal),
};

let site: WidgetSite;
let staff: Staff;
beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  site = await openWidgetSite({ overrides: { generator } });
  staff = await staffOf(site.testApp, TEST_BOT_ID);
});
afterAll(() => site?.[Symbol.asyncDispose]());

/** The usual, but for these changes. */
const set = (changes: Partial<BotSettingsInput>) =>
  site.set({ preChat: {}, handoff: { refusals: 1 }, ...changes });

async function waitingIds(): Promise<string[]> {
  const { items } = await staff.inbox();
  return items.filter(({ state }) => state === 'waiting').map(({ id }) => id);
}

test.each([
  ['desktop', { width: 1280, height: 800 }, 'en'],
  ['phone, right to left', { width: 390, height: 844 }, 'ar'],
] as const)(
  'every state on a %s, light and dark, has no findings',
  async (name, viewport, lang) => {
    await set({ preChat: PRE_CHAT });
    const page = await site.visit({ lang, body: PAGE });
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    const chat = page.locator('foyer-chat');
    const clip = viewport.width > 500 ? { clip: { x: 840, y: 20, width: 440, height: 780 } } : {};
    let number = 0;
    async function look(state: string): Promise<void> {
      number += 1;
      const file = `${name.split(',')[0]}-${String(number).padStart(2, '0')}-${state.replaceAll(/\W+/g, '-')}`;
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(shots, `${file}-${colorScheme}.png`), ...clip });
        const whole = colorScheme === 'light';
        expect(await axeFindings(page, whole ? 'all' : 'colours'), `${state}, ${colorScheme}`).toEqual([]);
      }
      await page.emulateMedia({ colorScheme: 'light' });
    }
    async function ask(question: string): Promise<void> {
      await chat.locator('.composer textarea').fill(question);
      await page.keyboard.press('Enter');
    }
    const answered = () => chat.locator('.send[type=submit]').waitFor();

    await chat.locator('.launcher').waitFor();
    await look('closed');
    await chat.locator('.launcher').click();
    await chat.locator('.visitor-form').waitFor();
    await look('form before the chat');
    await chat.locator('.visitor-form .main').click();
    await chat.locator('.field .problem').first().waitFor();
    await look('form before the chat, incomplete');
    await chat.locator('[name=name]').fill('Rosa Visitor');
    await chat.locator('[name=consent]').check();
    await chat.locator('.visitor-form .main').click();
    await chat.locator('.composer').waitFor();
    await set({});
    await look('greeting');

    await ask(QUESTION);
    await chat.locator('.source').waitFor();
    await answered();
    await look('answer with its source');
    await chat.locator('.source button').click();
    await look('source open');
    await chat.locator('.actions [aria-pressed]').last().click();
    await chat.locator('.why').waitFor();
    await look('thumb down with its reason');
    await chat.locator('.why .quiet').click();

    await ask(SLOW);
    await held.waiting();
    await chat.locator('.activity').waitFor();
    await look('answering');
    await chat.locator('.panel').press('Escape');
    held.release();
    await expect.poll(() => chat.locator('.badge').innerText()).not.toBe('');
    await look('unread');
    await chat.locator('.launcher').click();

    await ask(UNKNOWN);
    await chat.locator('.handoff .chip').waitFor();
    await answered();
    expect(await chat.locator('.transcript').innerText()).not.toContain(testSettings.handoffMessage);
    await look('declined, a person offered');
    const session = 'w'.repeat(42) + name[0];
    await site.testApp.request('/api/chat/first/person', { session, body: { botId: TEST_BOT_ID } });
    await chat.locator('.handoff .chip').click();
    await chat.locator('.handoff .quiet').waitFor();
    await look('waiting, second in line');
    await chat.locator('.handoff .chip').click();
    await chat.locator('.visitor-form').waitFor();
    await look('leaving a message');
    await chat.locator('.visitor-form .quiet').click();

    const [first = '', own = ''] = await waitingIds();
    await staff.take(first);
    await staff.post(`${first}/close`);
    await staff.take(own);
    await staff.post(`${own}/messages`, { text: 'Hello Rosa, this is Anna. How can I help?' });
    await chat.locator('.author').waitFor();
    await staff.post(`${own}/typing`);
    await page.getByText(/Anna is typing|Anna يكتب/).waitFor();
    await look('with a person who is typing');
    await staff.post(`${own}/close`);
    await chat.locator('.star').first().waitFor();
    await look('rating');
    await chat.locator('.star').nth(3).click();
    await chat.locator('.rate-talk textarea').waitFor();
    await look('rated');

    await page.route('**/api/chat', (route) => route.abort());
    await ask('Do you mend boots?');
    await chat.locator('.message .problem').waitFor();
    await look('no connection, the question kept');
    await page.unroute('**/api/chat');
    const headers = { 'retry-after': '20' };
    const error = { code: 'rate_limited', message: 'Too many questions.' };
    await page.route('**/api/chat', (route) => route.fulfill({ status: 429, headers, json: { error } }));
    await chat.locator('.message .problem .quiet').click();
    await chat.locator('.message .problem').waitFor();
    await look('too many questions');
    await page.close();
  },
  240_000,
);

test('an answer that names further questions has each said once', async () => {
  await set({});
  const page = await site.visit();
  await page.locator('foyer-chat .launcher').click();
  await page.locator('foyer-chat .composer').waitFor();
  await page.locator('foyer-chat [role=log]').evaluate((log) => {
    const said: string[] = [];
    (window as unknown as { said: string[] }).said = said;
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) said.push(node.textContent ?? '');
    }).observe(log, { childList: true, subtree: true });
  });
  await page.locator('foyer-chat .composer textarea').fill('Hello');
  await page.keyboard.press('Enter');
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await expect.poll(said).toHaveLength(3);
  expect((await said())[2]).toBe(`Suggested questions: ${SLOW}`);
  await page.close();
});
