import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** What keeps Chromium from calling home and lets it run as root in a container. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Nothing waits for it but what fails, or a page on cores that other tests use too. */
const PATIENCE_MS = 30_000;

export type TestBrowser = AsyncDisposable & {
  context: BrowserContext;
  /** The one that it opens with. */
  page: Page;
};

/** A fresh profile in headless Chromium; `npm test` puts the binary's path into CHROME_PATH. */
export async function openTestBrowser(viewport = { width: 1280, height: 800 }): Promise<TestBrowser> {
  const executablePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';
  const profile = await mkdtemp(join(tmpdir(), 'foyer-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport,
    args: ARGS,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    async [Symbol.asyncDispose]() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
