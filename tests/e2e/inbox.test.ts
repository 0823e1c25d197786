import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TEST_BOT_ID } from '../support/app.ts';
import { axeFindings } from '../support/axe.ts';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { enterWithKey, expectSoundPage, takePicture } from '../support/console-page.ts';
import { watchRequests } from '../support/page-requests.ts';
import { addPerson, enterAsPerson } from '../support/people.ts';
import { openRealModels, type RealModels } from '../support/real-app.ts';
import { ask, lastReply, openChat, openWidgetSite, type WidgetSite } from '../support/widget-site.ts';

const QUESTION = 'Can I return boots worn outside?';
const SECRET = 'Careful: has threatened us before.';

let models: RealModels;
let site: WidgetSite;
let office: TestBrowser;
let agent: Page;
let requests: ReturnType<typeof watchRequests>;
let visitor: Page;
/** What the agent's browser complained of. */
const complaints: string[] = [];

beforeAll(async () => {
  models = await openRealModels();
  const { embedder, generator } = models;
  site = await openWidgetSite({ overrides: { embedder, generator } });
  await addPerson(site.testApp, 'agent');
  await addPerson(site.testApp, 'editor');
  office = await openTestBrowser();
  agent = office.page;
  await office.context.grantPermissions(['notifications'], { origin: site.serverUrl });
  // Headless browsers show no notifications: what would be shown is kept.
  await agent.addInitScript(() => {
    const told: string[] = [];
    class Told {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      constructor(title: string) {
        told.push(title);
      }
    }
    Object.assign(window, { told, Notification: Told });
  });
  requests = watchRequests(agent);
  agent.on('pageerror', (error) => complaints.push(error.message));
  await enterAsPerson(agent, site.serverUrl, 'agent@example.org');
  visitor = await site.visit();
  await openChat(visitor);
}, 400_000);
afterAll(async () => {
  await office?.[Symbol.asyncDispose]();
  await site?.[Symbol.asyncDispose]();
  await models?.[Symbol.asyncDispose]();
});
afterEach(() => expect(complaints.splice(0)).toEqual([]));

const nav = () => agent.getByRole('navigation', { name: 'Console' });
const composer = () => agent.getByRole('textbox', { name: 'Message to the visitor' });
const timeline = () => agent.getByRole('list', { name: 'Messages' });

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your question' }).fill(text);
  await page.keyboard.press('Enter');
}

test('a visitor asks for a person; an agent is told, takes over, and both talk until it is closed', async () => {
  await nav().getByRole('link', { name: 'Inbox' }).click();
  await agent.getByText('The inbox is empty').waitFor();
  await agent.getByText('Tell me of visitors who wait').click();
  await agent.getByLabel('Browser notification').click();
  await expectSoundPage(agent, 'inbox-empty');
  await nav().getByRole('link', { name: 'Start' }).click();
  await ask(visitor, QUESTION);
  expect(await lastReply(visitor).innerText()).toContain('cannot be returned');
  await visitor.getByRole('button', { name: 'Talk to a person' }).click();
  await visitor.getByText('You are number 1 in line.').waitFor();
  await expect
    .poll(() => agent.evaluate(() => Reflect.get(window, 'told')))
    .toEqual(['1 visitor waits for a person']);
  await nav().getByRole('link', { name: 'Inbox 1 waiting' }).click();
  await agent.getByRole('list').getByRole('link', { name: 'Visitor' }).click();
  await timeline().getByText(QUESTION).waitFor();
  await expectSoundPage(agent, 'inbox-waiting');

  await agent.getByRole('button', { name: 'Take and write' }).click();
  await visitor.getByText('The agent has joined.').waitFor();
  await visitor
    .getByRole('textbox', { name: 'Your question' })
    .pressSequentially('My order is 123', { delay: 20 });
  await agent.getByText('The visitor is typing…').waitFor();
  await say(visitor, 'My order is 123.');
  await timeline().getByText('My order is 123.').waitFor();

  await composer().fill('I see your');
  await visitor.getByText('The agent is typing…').waitFor();
  await requests.expectFew(async () => {
    await agent.reload();
    await composer().waitFor();
  });
  expect(await composer().inputValue()).toBe('I see your');
  await composer().fill('I see your order.');
  await composer().press('Enter');
  await lastReply(visitor).getByText('I see your order.').waitFor();
  await timeline().getByText('I see your order.').waitFor();

  await agent.getByRole('button', { name: 'Note for staff' }).click();
  await agent.getByRole('textbox', { name: 'Note for staff' }).fill(SECRET);
  await agent.getByRole('button', { name: 'Add note' }).click();
  await timeline().getByText(SECRET).waitFor();
  await timeline().getByRole('button', { name: 'Why this answer?' }).first().click();
  await timeline().getByRole('heading', { name: 'Question as searched' }).waitFor();
  await expectSoundPage(agent, 'inbox-with-person');

  await agent.getByRole('button', { name: 'Close conversation' }).click();
  await visitor.getByText('The agent has joined.').waitFor({ state: 'detached' });
  await agent.getByText('The agent closed the conversation.').waitFor();
  expect(await visitor.locator('foyer-chat').evaluate((chat) => chat.shadowRoot?.textContent)).not.toContain(
    'threatened',
  );
  await visitor.getByRole('button', { name: '4 of 5' }).click();
  await agent.getByText('The visitor’s rating: 4 of 5').waitFor();
  await visitor.getByLabel('Tell us more (optional)').fill('Quick help.');
  expect(await axeFindings(visitor)).toEqual([]);
  await visitor.getByRole('button', { name: 'Send feedback' }).click();
  await agent.getByText('“Quick help.”').waitFor();
  await takePicture(visitor, 'inbox-visitor');
  await agent.getByRole('link', { name: 'All open' }).click();
  await agent.getByText('The inbox is empty').waitFor();
}, 240_000);

test('tags, search, canned replies and a block', async () => {
  await agent.getByRole('link', { name: 'Closed' }).click();
  await agent.getByRole('list').getByRole('link', { name: 'Visitor' }).click();
  await agent.getByText('Visitor and tags').click();
  await agent.getByLabel('New tag').fill('Orders');
  await agent.getByRole('button', { name: 'Add tag' }).click();
  await agent.getByRole('list', { name: 'Tags' }).getByRole('link', { name: 'orders' }).waitFor();
  await agent.getByLabel('Search all conversations').fill('threatened');
  await agent.getByText('1 conversation found').waitFor();
  await agent.getByLabel('Search all conversations').fill('unicorns');
  await agent.getByText('Nothing found').waitFor();
  await agent.getByLabel('Search all conversations').fill('');

  await agent.getByRole('button', { name: 'To the visitor' }).click();
  await agent.getByRole('button', { name: 'Canned replies' }).click();
  await agent.getByRole('button', { name: 'New canned reply' }).click();
  await agent.getByLabel('Shortcut').fill('bye');
  await agent.getByLabel('Text', { exact: true }).fill('Thank you, and goodbye.');
  await agent.getByRole('button', { name: 'Save' }).click();
  await agent.getByRole('button', { name: 'Use bye' }).waitFor();
  expect(await axeFindings(agent)).toEqual([]);
  await agent.getByRole('button', { name: 'Use bye' }).click();
  expect(await composer().inputValue()).toBe('Thank you, and goodbye.');
  await composer().fill('');
  await composer().pressSequentially('/bye ');
  expect(await composer().inputValue()).toBe('Thank you, and goodbye.');

  await agent.getByRole('button', { name: 'Block the visitor…' }).click();
  await agent.getByRole('button', { name: 'Block', exact: true }).click();
  await agent.getByText('This visitor is blocked.').waitFor();
  await expectSoundPage(agent, 'inbox-blocked');
  await agent.getByRole('button', { name: 'Unblock' }).click();
  await agent.getByRole('button', { name: 'Block the visitor…' }).waitFor();
}, 120_000);

test('a message left in the form is read and marked; an agent is away', async () => {
  const left = await site.testApp.request('/api/chat/left/contact', {
    body: { botId: TEST_BOT_ID, name: 'Bea', email: 'bea@example.org', message: 'Please call me back.' },
  });
  expect(left.status).toBe(200);
  await agent.getByRole('link', { name: 'Left messages' }).click();
  await agent.getByText('Please call me back.').waitFor();
  await expectSoundPage(agent, 'inbox-left-messages');
  await agent.getByRole('button', { name: 'Mark as dealt with' }).click();
  await agent.getByText('Dealt with', { exact: true }).waitFor();
  await nav().getByRole('link', { name: 'Inbox' }).click();
  await agent.getByLabel('Available').click();
  await expect.poll(() => agent.getByLabel('Available').isChecked()).toBe(false);
}, 60_000);

test('all tabs share one stream, and the next goes on when the first is closed', async () => {
  const second = await office.context.newPage();
  const streams: string[] = [];
  second.on('request', (request) => {
    if (request.url().includes('/inbox/events')) streams.push(request.url());
  });
  await second.goto(`${site.serverUrl}/console/${TEST_BOT_ID}/inbox`);
  await second.getByText('The inbox is empty').waitFor();
  const another = await site.visit();
  await openChat(another);
  await another.getByRole('button', { name: 'Talk to a person' }).click();
  await second.getByRole('link', { name: 'Inbox 1 waiting' }).waitFor();
  expect(streams).toEqual([]);
  await agent.goto('about:blank');
  await expect.poll(() => streams.length).toBe(1);
  expect(streams[0]).toContain('after=');
  await another.getByRole('button', { name: 'Back to the assistant' }).click();
  await second.getByText('The inbox is empty').waitFor();
  await another.close();
  await second.close();
  await agent.goto(`${site.serverUrl}/console/${TEST_BOT_ID}/inbox`);
}, 120_000);

test('hours, holidays and triggers are set; who saved in between is told of', async () => {
  const key = await site.testApp.keyOf('admin');
  const bot = `/api/admin/bots/${TEST_BOT_ID}`;
  const boss = await office.context.newPage();
  await enterWithKey(boss, { url: site.serverUrl, key });
  await boss.goto(`${site.serverUrl}/console/${TEST_BOT_ID}/settings`);
  await boss.getByRole('link', { name: 'Hours and handoff' }).click();
  await boss.getByLabel('People can always be reached').click();
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await boss.getByRole('button', { name: `Remove the hours 09:00 to 17:00 of ${day}` }).click();
  }
  await boss.getByRole('button', { name: 'Save' }).click();
  await boss.getByText('Add hours to at least one day').waitFor();
  await boss.getByLabel('Time zone').selectOption('Europe/Berlin');
  await boss.getByRole('button', { name: 'Add hours to Monday' }).click();
  await boss.getByRole('button', { name: 'Add a day' }).click();
  await boss.getByLabel('Date').fill('2026-12-25');
  await boss.getByLabel('Name', { exact: true }).fill('Christmas');
  await boss.getByLabel('Words that call for a person').fill('lawyer');
  await expectSoundPage(boss, 'inbox-settings');
  const body = { settings: { greeting: 'Good day!' } };
  await site.testApp.request(bot, { key, method: 'PATCH', body });
  await boss.getByRole('button', { name: 'Save' }).click();
  await boss.getByRole('button', { name: 'Load the newer settings' }).click();
  await boss.getByRole('button', { name: 'Load the newer settings' }).waitFor({ state: 'detached' });
  await boss.getByLabel('Words that call for a person').fill('lawyer');
  await boss.getByRole('button', { name: 'Save' }).click();
  await boss.getByText('Saved.').waitFor();
  expect(await (await site.testApp.request(bot, { key })).json()).toMatchObject({
    settings: { greeting: 'Good day!', handoff: { keywords: ['lawyer'] } },
  });
  await boss.close();
}, 120_000);

test('a colleague who was faster is told in words, and the draft is kept', async () => {
  // The window that began anew and was closed since has left it the new conversation.
  await ask(visitor, QUESTION);
  await visitor.getByRole('button', { name: 'Talk to a person' }).click();
  await agent.getByRole('list').getByRole('link', { name: 'Visitor' }).click();
  await composer().fill('Hello, how can I help?');
  const key = await site.testApp.keyOf('staff');
  const inbox = `/api/admin/bots/${TEST_BOT_ID}/inbox`;
  const id = agent.url().split('/').at(-1)?.split('?')[0];
  // What the agent decides is under way when Anna decides too.
  await agent.route('**/take', async (route) => {
    const taken = await site.testApp.request(`${inbox}/${id}/take`, { key, body: { name: 'Anna' } });
    expect(taken.status).toBe(200);
    await route.continue();
  });
  await agent.getByRole('button', { name: 'Take', exact: true }).click();
  await agent.getByRole('alert').getByText('Anna has it now').waitFor();
  await agent.getByText('Anna has it.').waitFor();
  expect(await composer().inputValue()).toBe('Hello, how can I help?');
  expect(await agent.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
  await agent.getByText('What you write here is kept until you have it.').waitFor();
  await agent.unroute('**/take');

  await agent.getByRole('button', { name: 'Transfer or take over…' }).click();
  await agent.getByRole('dialog').getByLabel('To', { exact: true }).selectOption('Myself');
  expect(await axeFindings(agent)).toEqual([]);
  await agent.getByRole('button', { name: 'Transfer', exact: true }).click();
  await agent.getByText('You have it.').waitFor();
  // It goes when the list is read anew, and gives the focus back: the key would go to that button.
  await agent.getByRole('dialog').waitFor({ state: 'hidden' });
  await composer().press('Enter');
  await lastReply(visitor).getByText('Hello, how can I help?').waitFor();
  await agent.getByRole('button', { name: 'Transfer…' }).click();
  await agent.getByRole('dialog').getByLabel('To', { exact: true }).selectOption('The editor (away)');
  await agent.getByText('The editor does not have the console open.').waitFor();
  await expectSoundPage(agent, 'inbox-transfer-away');
  await agent.getByRole('button', { name: 'Transfer', exact: true }).click();
  await agent.getByRole('main').getByText('for The editor').first().waitFor();
  await agent.getByRole('dialog').waitFor({ state: 'hidden' });
  await expectSoundPage(agent, 'inbox-left-for');
  await agent.getByRole('button', { name: 'Take', exact: true }).click();
  await agent.getByText('You have it.').waitFor();
  await expect.poll(() => agent.getByText('for The editor').count()).toBe(0);
  await agent.getByRole('button', { name: 'Return to the bot' }).click();
  await agent.getByText('With the bot').waitFor();
  await ask(visitor, QUESTION);
  await expect.poll(() => timeline().getByRole('button', { name: 'Why this answer?' }).count()).toBe(2);
}, 120_000);
