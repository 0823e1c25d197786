import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadConfig } from '../../server/config/index.ts';
import { type ContextOverrides, openContext } from '../../server/context.ts';
import { serve } from '../../server/serve.ts';
import { createTestApp, TEST_BOT_ID, type TestApp } from '../support/app.ts';
import { openTestBrowser, type TestBrowser } from '../support/browser.ts';
import { foyer } from '../support/cli.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage, expectSoundWords, loadPage } from '../support/console-page.ts';
import { fakeEmbedder, fakeGenerator } from '../support/fake-models.ts';
import { addPerson, enterAsPerson, setUpOwner } from '../support/people.ts';
import { silentLog } from '../support/store.ts';

const assetsDir = resolve(import.meta.dirname, '../../dist');
let app: TestApp;
let server: Awaited<ReturnType<typeof serve>>;
let browser: TestBrowser;
let page: Page;
let file: string;
const complaints = watchComplaints('401');
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  app = await createTestApp({ overrides: { assetsDir } });
  server = await serve(app.context);
  await setUpOwner(app);
  browser = await openTestBrowser();
  page = browser.context.pages()[0] ?? (await browser.context.newPage());
  complaints.watch(page);
  await enterAsPerson(page, server.url, 'owner@example.org');
}, 240_000);

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
  await app?.[Symbol.asyncDispose]();
});

const openBackups = (at: Page) => loadPage(at, `${server.url}/console/${TEST_BOT_ID}/settings/backup`);
const makeOne = (at: Page) => at.getByRole('button', { name: 'Back up now' }).click();

test('the settings lead to the page, which says that none was made yet', async () => {
  await loadPage(page, `${server.url}/console/${TEST_BOT_ID}/settings`);
  await page.getByRole('link', { name: 'Backup' }).click();
  await page.getByText('None was made yet.').waitFor();
  await expectSoundPage(page, 'backup-none');
});

test('one is made while the page may be left, and is downloaded', async () => {
  await makeOne(page);
  await page.reload();
  await page.getByText('It worked').waitFor();
  await expectSoundPage(page, 'backup-made');
  const link = page.getByRole('link', { name: /^Download foyer-/ });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^foyer-\d{8}-\d{6}-hand\.db$/);
  file = join(app.dataDir, download.suggestedFilename());
  await copyFile(await download.path(), file);
});

test('an empty folder begun with the file lets the same people in, to the same documents', async () => {
  const env = { FOYER_DATA: join(app.dataDir, 'restored'), PORT: '0' };
  expect(await foyer(['restore', file], { env })).toMatchObject({ code: 0 });
  const models: ContextOverrides = { embedder: fakeEmbedder(), generator: fakeGenerator() };
  const config = loadConfig({ ...env, FOYER_CACHE: join(app.dataDir, 'cache') });
  await using context = await openContext(config, { ...models, log: silentLog, assetsDir });
  await using restored = await serve(context);
  await using other = await openTestBrowser();
  const there = await other.context.newPage();
  complaints.watch(there);
  await enterAsPerson(there, restored.url, 'owner@example.org');
  await there.getByRole('link', { name: 'Knowledge', exact: true }).click();
  await there.getByRole('link', { name: 'Delivery' }).waitFor();
});

test('one that fails is told on the page and in the settings', async () => {
  const { folder } = app.context.config.backups;
  await openBackups(page);
  const first =
    (await page
      .getByRole('link', { name: /^Download foyer-/ })
      .first()
      .getAttribute('download')) ?? '';
  app.context.config.backups.folder = join(file, 'in-a-file');
  await makeOne(page);
  await page.getByText('FOYER_BACKUP_FOLDER').waitFor();
  await expectSoundPage(page, 'backup-failed');
  await page.getByRole('link', { name: 'Settings', exact: true }).first().click();
  await page.getByText('The last backup failed.').waitFor();
  await expectSoundPage(page, 'backup-failed-settings');
  await page.getByRole('link', { name: 'Start', exact: true }).click();
  await page.getByRole('link', { name: 'See why' }).waitFor();
  await expectSoundPage(page, 'backup-failed-start');
  await page.getByRole('link', { name: 'See why' }).click();
  await page.getByText('FOYER_BACKUP_FOLDER').waitFor();
  app.context.config.backups.folder = folder;
  await openBackups(page);
  await page.getByText(first).first().waitFor();
});

test('an admin makes them and takes none away; who edits is led to none', async () => {
  await addPerson(app, 'admin');
  await addPerson(app, 'editor');
  for (const role of ['admin', 'editor']) {
    await using other = await openTestBrowser();
    const there = await other.context.newPage();
    complaints.watch(there);
    await enterAsPerson(there, server.url, `${role}@example.org`);
    await loadPage(there, `${server.url}/console/${TEST_BOT_ID}/settings`);
    const way = there.getByRole('link', { name: 'Backup' });
    expect(await way.count()).toBe(role === 'admin' ? 1 : 0);
    if (role === 'editor') continue;
    await way.click();
    await there.getByText('Only owners can download').waitFor();
    expect(await there.getByRole('link', { name: /^Download/ }).count()).toBe(0);
  }
});

test('the words are there in German', async () => {
  await page.getByLabel('Language').selectOption('de');
  await page.getByRole('button', { name: 'Jetzt sichern' }).waitFor();
  await expectSoundWords(page, 'backup-german');
});
