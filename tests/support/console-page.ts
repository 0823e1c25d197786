import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings } from './axe.ts';
import type { TestServer } from './server.ts';

/** Where screenshots go, when somebody wants to look at the pages; nowhere otherwise. */
const SCREENSHOTS = process.env['FOYER_SCREENSHOTS'];
const LIGHTS = ['light', 'dark'] as const;
const WIDTHS = [1280, 320];

/** The key that `foyer demo` prints with the console's address. */
export async function printedKey(server: TestServer, timeoutMs = 60_000): Promise<string> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const printed = /#key=(\S+)/.exec(server.output())?.[1];
    if (printed !== undefined) return printed;
    if (Date.now() > until) throw new Error(`the server printed no key:\n${server.output()}`);
    await new Promise((done) => setTimeout(done, 200));
  }
}

/** Signs in with a key, as by the address that `foyer demo` prints, and waits for the first page. */
export async function enterWithKey(page: Page, { url, key }: { url: string; key: string }): Promise<void> {
  await page.goto(`${url}/console/#key=${key}`);
  await page.getByRole('heading', { level: 1, name: 'Start' }).waitFor();
}

/** Loads a page of the console, with its data. */
export async function loadPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await waitUntilLoaded(page);
}

/** However many parts of the page are on their way. */
export async function waitUntilLoaded(page: Page, words = 'Loading'): Promise<void> {
  await expect.poll(() => page.getByRole('status', { name: words }).count(), { timeout: 15_000 }).toBe(0);
}

/** Whether the page is wider than the window, with the name of what was looked at. */
async function expectNothingSideways(page: Page, name: string): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(`${name}: ${wider}`).toBe(`${name}: 0`);
}

/**
 * Nothing that axe finds, and nothing to scroll sideways, in light and dark, on a desk and on a narrow phone. In the dark
 * only colours are looked at: the rest is the same document.
 */
export async function expectSoundPage(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of LIGHTS) {
      await page.emulateMedia({ colorScheme });
      const look = `${name} ${colorScheme} ${width}`;
      await expectNothingSideways(page, look);
      expect(await axeFindings(page, colorScheme === 'light' ? 'all' : 'colours'), look).toEqual([]);
      if (SCREENSHOTS) {
        await page.screenshot({ path: `${SCREENSHOTS}/${name}-${colorScheme}-${width}.png`, fullPage: true });
      }
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** The same for a page whose sound look is known, in another language: on a narrow phone, where long words tell. */
export async function expectSoundWords(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNothingSideways(page, name);
  expect(await axeFindings(page, 'all but colours'), name).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
}
