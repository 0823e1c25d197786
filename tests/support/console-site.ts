import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { serve } from '../../server/serve.ts';
import { createTestApp, type TestApp, type TestAppOptions } from './app.ts';
import { openTestBrowser, type TestBrowser } from './browser.ts';
import type { watchComplaints } from './complaints.ts';
import { enterAsPerson, setUpOwner } from './people.ts';

export type ConsoleSite = AsyncDisposable & {
  app: TestApp;
  url: string;
  /** Where the owner is signed in. */
  page: Page;
};

type Complaints = ReturnType<typeof watchComplaints>;

/** The built console on the real server, its jobs running and its models fake, with the owner signed in to it. */
export async function openConsoleSite(
  complaints: Complaints,
  options: TestAppOptions = {},
): Promise<ConsoleSite> {
  await using opening = new AsyncDisposableStack();
  const assetsDir = resolve(import.meta.dirname, '../../dist');
  const app = opening.use(
    await createTestApp({ ...options, overrides: { assetsDir, ...options.overrides } }),
  );
  const { url } = opening.use(await serve(app.context));
  await setUpOwner(app);
  const { page } = opening.use(await openSignedIn(complaints, url, 'owner@example.org'));
  const opened = opening.move();
  return { app, url, page, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** A browser of somebody's own, signed in to the console. */
export async function openSignedIn(complaints: Complaints, url: string, email: string): Promise<TestBrowser> {
  await using opening = new AsyncDisposableStack();
  const browser = opening.use(await openTestBrowser());
  complaints.watch(browser.page);
  await enterAsPerson(browser.page, url, email);
  opening.move();
  return browser;
}
