import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadConfig } from '../../server/config/index.ts';
import { type ContextOverrides, openContext } from '../../server/context.ts';
import { serve } from '../../server/serve.ts';
import { TEST_BOT_ID } from '../support/app.ts';
import { foyer } from '../support/cli.ts';
import { watchComplaints } from '../support/complaints.ts';
import { expectSoundPage, expectSoundWords, loadPage } from '../support/console-page.ts';
import { type ConsoleSite, openConsoleSite, openSignedIn } from '../support/console-site.ts';
import { fakeEmbedder, fakeGenerator } from '../support/fake-models.ts';
import { addPerson } from '../support/people.ts';
import { silentLog } from '../support/store.ts';

let site: ConsoleSite;
let page: Page;
let file: string;
const complaints = watchComplaints('401');
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  site = await openConsoleSite(complaints);
  page = site.page;
}, 240_000);

afterAll(() => site?.[Symbol.asyncDispose]());

const openBackups = (at: Page) => loadPage(at, `${site.url}/console/${TEST_BOT_ID}/settings/backup`);
const makeOne = (at: Page) => at.getByRole('button', { name: 'Back up now' }).click();

test('the settings lead to the page, which says that none was made yet', async () => {
  await loadPage(page, `${site.url}/console/${TEST_BOT_ID}/settings`);
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
  file = join(site.app.dataDir, download.suggestedFilename());
  await copyFile(await download.path(), file);
});

test('an empty folder begun with the file lets the same people in, to the same documents', async () => {
  const env = { FOYER_DATA: join(site.app.dataDir, 'restored'), PORT: '0' };
  expect(await foyer(['restore', file], { env })).toMatchObject({ code: 0 });
  const models: ContextOverrides = { embedder: fakeEmbedder(), generator: fakeGenerator() };
  const assetsDir = resolve(import.meta.dirname, '../../dist');
  const config = loadConfig({ ...env, FOYER_CACHE: join(site.app.dataDir, 'cache') });
  await using context = await openContext(config, { ...models, log: silentLog, assetsDir });
  await using restored = await serve(context);
  await using other = await openSignedIn(complaints, restored.url, 'owner@example.org');
  const there = other.page;
  await there.getByRole('link', { name: 'Knowledge', exact: true }).click();
  await there.getByRole('link', { name: 'Delivery' }).waitFor();
});

test('one that fails is told on the page and in the settings', async () => {
  const { folder } = site.app.context.config.backups;
  await openBackups(page);
  const first =
    (await page
      .getByRole('link', { name: /^Download foyer-/ })
      .first()
      .getAttribute('download')) ?? '';
  site.app.context.config.backups.folder = join(file, 'in-a-file');
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
  site.app.context.config.backups.folder = folder;
  await openBackups(page);
  await page.getByText(first).first().waitFor();
});

test('an admin makes them and takes none away; who edits is led to none', async () => {
  await addPerson(site.app, 'admin');
  await addPerson(site.app, 'editor');
  for (const role of ['admin', 'editor']) {
    await using other = await openSignedIn(complaints, site.url, `${role}@example.org`);
    const there = other.page;
    await loadPage(there, `${site.url}/console/${TEST_BOT_ID}/settings`);
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
