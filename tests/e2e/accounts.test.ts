import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage, printedKey } from '../support/console-page.ts';
import { addKettleShop, KETTLE_BOT_ID } from '../support/kettle-shop.ts';
import { codeOf } from '../support/people.ts';
import { startServer, type TestServer } from '../support/server.ts';

const PASSWORD = 'seven copper kettles';
/** Every view is looked through four times by axe. */
const TIMEOUT_MS = 300_000;

let server: TestServer;
let owner: TestBrowser;
let editor: TestBrowser;
/** Asking who is signed in is answered with 401 when nobody is. */
const complaints = watchComplaints('401');

beforeAll(async () => {
  server = await startServer({ args: ['start'] });
  const key = await printedKey(server);
  await addKettleShop({ url: server.url, key }, 'Kettles are mended in the shop.');
  owner = await openTestBrowser();
  editor = await openTestBrowser();
}, 400_000);

afterAll(async () => {
  await owner?.[Symbol.asyncDispose]();
  await editor?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
});

async function pageOf({ context }: TestBrowser): Promise<Page> {
  const page = await context.newPage();
  complaints.watch(page);
  return page;
}

/** Under another page of the navigation, so that its data is asked for anew. */
async function goTo(page: Page, label: string): Promise<void> {
  await page.getByRole('link', { name: label, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: label }).waitFor();
  await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'hidden' });
}

async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test(
  'the first owner sets up the house with the printed link, and the admin invites an editor who cannot publish',
  async () => {
    const setup = await vi.waitFor(() => {
      const printed = /owner's account.*?(http\S+#invitation=\S+)/.exec(server.output())?.[1];
      if (printed === undefined) throw new Error(`no link for the owner:\n${server.output()}`);
      return printed;
    }, 30_000);
    const page = await pageOf(owner);
    await page.goto(setup);
    await page.getByRole('heading', { name: 'Set up the owner’s account' }).waitFor();
    expect(page.url()).not.toContain('invitation');
    await expectSoundPage(page, 'set-up');
    await page.getByLabel('Your name').fill('Ada Owner');
    await page.getByLabel('E-mail').fill('ada@example.org');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();

    await goTo(page, 'Team and roles');
    await page.getByRole('button', { name: 'Invite a person' }).click();
    await page.getByLabel('E-mail').fill('eddy@example.org');
    await page.getByLabel('Role', { exact: true }).selectOption('editor');
    await expectSoundPage(page, 'invite');
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    const link = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
    await expectSoundPage(page, 'invitation-link');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('eddy@example.org').first().waitFor();
    await expectSoundPage(page, 'team');

    const second = await pageOf(editor);
    await second.goto(link);
    await second.getByText('You are invited as Editor.').waitFor();
    await expectSoundPage(second, 'invitation');
    await second.getByLabel('Your name').fill('Eddy Editor');
    await second.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await second.getByRole('button', { name: 'Make the account' }).click();
    await second.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
    expect(await second.getByRole('link', { name: 'Team and roles' }).count()).toBe(0);
    expect(await second.getByRole('link', { name: 'Who did what' }).count()).toBe(0);
    const publish = await second.request.post(`${server.url}/api/admin/bots/${KETTLE_BOT_ID}/releases`, {
      headers: { origin: server.url },
      data: {},
    });
    expect([publish.status(), (await publish.json()).error.message]).toEqual([
      403,
      expect.stringContaining('Your role, editor'),
    ]);
  },
  TIMEOUT_MS,
);

test(
  'an auditor finds who changed what, and saves it as a file',
  async () => {
    const second = editor.context.pages().at(-1) ?? (await pageOf(editor));
    await goTo(second, 'Settings');
    await second.getByLabel('Greeting').fill('Good evening, how can we help?');
    await second.getByRole('button', { name: 'Save' }).click();
    await second.getByText('Saved.').waitFor();

    const page = owner.context.pages().at(-1) ?? (await pageOf(owner));
    await goTo(page, 'Who did what');
    await page.getByLabel('Search the record').fill('greeting eddy');
    await page.waitForURL(/text=greeting/);
    const entry = page.getByRole('listitem').filter({ hasText: 'changed settings' });
    await entry.getByText('Good evening, how can we help?').first().waitFor();
    expect(await entry.textContent()).toContain('Eddy Editor');
    await expectSoundPage(page, 'audit');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const file = await readFile(await (await saving).path(), 'utf8');
    expect(file).toContain('Good evening, how can we help?');
    expect(file).toContain('Eddy Editor');
  },
  TIMEOUT_MS,
);

test(
  'a second factor is set up with the picture’s key, and asked for at the next sign-in',
  async () => {
    const page = owner.context.pages().at(-1) ?? (await pageOf(owner));
    await page.getByRole('link', { name: /Ada Owner/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
    await page.getByText('This device').waitFor();
    await expectSoundPage(page, 'account');
    await page.getByRole('button', { name: 'Set up', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Current password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Go on' }).click();
    const secret = (await dialog.locator('code.small').textContent()) ?? '';
    await expectSoundPage(page, 'second-factor');
    await dialog.getByLabel('3. The code that your app shows now').fill(codeOf(secret));
    await dialog.getByRole('button', { name: 'Turn on' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Turn off' }).waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();

    await page.getByRole('heading', { name: 'Sign in to the console' }).waitFor();
    await expectSoundPage(page, 'sign-in');
    await signIn(page, 'ada@example.org', 'not the right password');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/not right/);
    await signIn(page, 'ada@example.org');
    await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
    await expectSoundPage(page, 'code');
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  },
  TIMEOUT_MS,
);

test(
  'a colleague is given a link for a new password, and one who is disabled is out at once',
  async () => {
    const page = owner.context.pages().at(-1) ?? (await pageOf(owner));
    await goTo(page, 'Team and roles');
    await page.getByRole('button', { name: 'New password link for Eddy Editor' }).click();
    const link = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
    await page.getByRole('button', { name: 'Done' }).click();

    const second = editor.context.pages().at(-1) ?? (await pageOf(editor));
    await second.goto(link);
    await second.reload();
    await second.goto(link);
    await second.getByLabel('New password').fill('nine brass teapots');
    await expectSoundPage(second, 'reset');
    await second.getByRole('button', { name: 'Set the password' }).click();
    await second.getByText('Your password is set').waitFor();
    await second.getByRole('button', { name: 'Go to sign-in' }).click();
    await signIn(second, 'eddy@example.org', 'nine brass teapots');
    await second.getByRole('heading', { level: 1 }).waitFor();

    await page.getByRole('button', { name: 'Disable Eddy Editor' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('button', { name: 'Enable Eddy Editor' }).waitFor();
    await second.reload();
    await second.getByRole('heading', { name: 'Sign in to the console' }).waitFor();
    // What the open page asked for while it was shut out was refused.
    complaints.forgive('403');
  },
  TIMEOUT_MS,
);
