import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { getBot, updateBotSettings } from '../../server/bots/index.ts';
import type { ModelFolder } from '../../server/models/index.ts';
import { serve } from '../../server/serve.ts';
import { type CrossEncoder, createTestQuestion } from '../../server/tuning/index.ts';
import { TEST_BOT_ID as botId, createTestApp, type TestApp } from '../support/app.ts';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage } from '../support/console-page.ts';
import { fakeEmbedder, fakeReader } from '../support/fake-models.ts';
import { enterAsPerson, setUpOwner } from '../support/people.ts';

const SHA256 = '1'.repeat(64);
const reader = fakeReader(2, SHA256);

let app: TestApp;
let server: Awaited<ReturnType<typeof serve>>;
let browser: TestBrowser;
let here: ModelFolder | undefined;
/** Who is not signed in yet is refused, which browsers note. */
const complaints = watchComplaints('Failed to load resource');
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  const assetsDir = resolve(import.meta.dirname, '../../dist');
  const crossEncoder: CrossEncoder = {
    find: async () => here,
    findBiEncoder: async () => here,
    make: async (_options, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    isBeingMade: async () => false,
    removeUnused: async () => undefined,
  };
  const embedder = {
    ...fakeEmbedder(),
    read: async (...asked: Parameters<NonNullable<typeof reader.read>>) =>
      here && (await reader.read?.(...asked)),
  };
  app = await createTestApp({ overrides: { assetsDir, crossEncoder, embedder } });
  server = await serve(app.context);
  await setUpOwner(app);
  browser = await openTestBrowser();
  complaints.watch(browser.page);
  const asked = { actor: 'key:staff', botId, question: 'Can I return unworn boots?' };
  await createTestQuestion(app.context, { ...asked, answerable: true });
}, 240_000);

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
  await app?.[Symbol.asyncDispose]();
});

test('a measure from before the model that now reads says so until it is measured anew', async () => {
  const { page } = browser;
  await enterAsPerson(page, server.url, 'owner@example.org');
  const open = async (heading: string) => {
    await page.goto(`${server.url}/console/${botId}/decision`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const notice = page.locator('.notice');
  await open('When it answers');
  await button('Measure on my tests').click();
  await button('Measure again').and(page.locator(':enabled')).waitFor({ timeout: 60_000 });
  expect(await notice.count()).toBe(0);

  here = { manifest: { sha256: SHA256 } } as ModelFolder;
  await open('When it answers');
  await notice.getByText('measure again to see how the bot decides today').waitFor();
  await expectSoundPage(page, 'decision-before');
  await page.evaluate(() => localStorage.setItem('foyer:console-language', 'de'));
  await open('Wann er antwortet');
  await notice.getByText('messen Sie neu').waitFor();
  await expectSoundPage(page, 'decision-before-german');
  await button('Neu messen').click();
  await page.getByText('noch einmal liest, ist Teil der Wertungen').waitFor({ timeout: 60_000 });
  expect(await notice.count()).toBe(0);
  expect(await button('Neu messen').and(page.locator(':focus')).count()).toBe(1);
});

test('a threshold that was moved and not saved stays where it is while something else of the bot changes', async () => {
  const { page } = browser;
  const settings = async () => (await getBot(app.context, botId)).settings;
  await page.evaluate(() => localStorage.setItem('foyer:console-language', 'en'));
  await page.goto(`${server.url}/console/${botId}/decision`);
  const slider = page.getByRole('slider', { name: 'Answer threshold' });
  const save = page.getByRole('button', { name: 'Save the threshold' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const moved = await slider.getAttribute('aria-valuenow');
  expect(Number(moved)).not.toBe((await settings()).answerThreshold);
  await page.getByRole('switch', { name: 'Tell visitors when the bot is not sure' }).click();
  await expect.poll(settings).toMatchObject({ unsureHint: false });
  await save.and(page.locator(':enabled')).click();
  await expect.poll(settings).toMatchObject({ answerThreshold: Number(moved), unsureHint: false });
  await save.and(page.locator(':disabled')).waitFor();

  await slider.focus();
  await page.keyboard.press('ArrowRight');
  const further = await slider.getAttribute('aria-valuenow');
  await updateBotSettings(app.context, { actor: 'key:staff', botId, changes: { unsureHint: true } });
  await save.click();
  const newer = page.getByRole('button', { name: 'Load the newer settings' });
  await newer.click();
  await newer.waitFor({ state: 'detached' });
  expect(await slider.getAttribute('aria-valuenow')).toBe(further);
  await save.click();
  await expect.poll(settings).toMatchObject({ answerThreshold: Number(further), unsureHint: true });
});
