import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { updateBotSettings } from '../../server/bots/index.ts';
import { TEST_BOT_ID } from '../support/app.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage, expectSoundWords, loadPage } from '../support/console-page.ts';
import { type ConsoleSite, openConsoleSite, openSignedIn } from '../support/console-site.ts';
import { addPerson } from '../support/people.ts';
import {
  type ReceivedHook,
  signatureOf,
  startWebhookServer,
  type WebhookServer,
} from '../support/webhook-server.ts';

let hooks: WebhookServer;
let site: ConsoleSite;
let page: Page;
const complaints = watchComplaints('401');
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  hooks = await startWebhookServer();
  site = await openConsoleSite(complaints, { delivery: { allowedHosts: ['127.0.0.1'] } });
  page = site.page;
}, 240_000);

afterAll(async () => {
  for (const part of [site, hooks]) await part?.[Symbol.asyncDispose]();
});

const address = () => `${site.url}/console/${TEST_BOT_ID}/settings/webhook`;
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

test('the settings lead to the page, which says what is missing', async () => {
  await loadPage(page, `${site.url}/console/${TEST_BOT_ID}/settings`);
  await page.getByRole('link', { name: 'Webhook and mails' }).click();
  await page.getByText('None is set, so nothing is sent.').waitFor();
  await page.getByText('Nothing was sent yet.').waitFor();
  expect(await button('Send a test').isDisabled()).toBe(true);
  await expectSoundPage(page, 'webhook-none');
});

test('with an address and a secret, which is shown once, a test arrives and can be checked', async () => {
  const handoff = { ...site.app.bot.settings.handoff, webhookUrl: hooks.url };
  const botId = TEST_BOT_ID;
  await updateBotSettings(site.app.context, { actor: 'system:test', botId, changes: { handoff } });
  await loadPage(page, address());
  await button('Make a secret').click();
  await button('Make it').click();
  const secret = (await page.getByText(/^whsec_/).textContent()) ?? '';
  await expectSoundPage(page, 'webhook-secret');
  await button('Done').click();
  await page.getByText('This bot’s own').waitFor();
  expect(await page.getByText(/^whsec_/).count()).toBe(0);
  await button('Send a test').click();
  await page.getByText('Arrived').waitFor();
  const hook = hooks.received[0] as ReceivedHook;
  expect(hook.headers['webhook-signature']).toBe(signatureOf(hook, secret));
});

test('one that fails says why, and is sent again', async () => {
  hooks.answer(500);
  await button('Send a test').click();
  await page.getByText('answered 500 instead of 2xx').waitFor();
  await expectSoundPage(page, 'webhook-failed');
  hooks.answer(200);
  await button(/^Send again: Test/)
    .first()
    .click();
  await page.getByText('answered 500 instead of 2xx').waitFor({ state: 'detached' });
  await page.getByText('2 tries').waitFor();
  expect(await page.getByText('Arrived').count()).toBe(2);
});

test('while the secret changes, the page says until when the one before signs too', async () => {
  await button('Make a new secret').click();
  await button('Make it').click();
  await button('Done').click();
  await page.getByText('The secret before it still signs too').waitFor();
  await expectSoundPage(page, 'webhook-changing');
});

test('who only looks sees what was sent, and is offered nothing', async () => {
  await addPerson(site.app, 'viewer');
  await using other = await openSignedIn(complaints, site.url, 'viewer@example.org');
  const viewer = other.page;
  await loadPage(viewer, address());
  await viewer.getByText('Arrived').first().waitFor();
  expect(await viewer.getByRole('button', { name: /secret|test|again/i }).count()).toBe(0);
});

test('the words are there in German', async () => {
  await page.getByLabel('Language').selectOption('de');
  await button('Test senden').waitFor();
  await expectSoundWords(page, 'webhook-german');
});
