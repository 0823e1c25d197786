import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFindings } from './axe.ts';
import type { TestServer } from './server.ts';

/** Every page that is looked at is kept as a picture, to be looked at by people too. */
const SHOTS =
  process.env['FOYER_SCREENSHOTS'] ?? resolve(import.meta.dirname, '../../dist/screenshots/console');
const LIGHTS = ['light', 'dark'] as const;
/** A desk, a phone, and the narrowest: where pictures are taken, and where axe looks. */
const WIDTHS = [
  { width: 1280, height: 800, picture: true, axe: true },
  { width: 390, height: 844, picture: true, axe: false },
  { width: 320, height: 800, picture: false, axe: true },
];

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
 * only colours are looked at: the rest is the same document. Pictures of the desk and of a phone are kept.
 */
export async function expectSoundPage(page: Page, name: string): Promise<void> {
  for (const { width, height, picture, axe } of WIDTHS) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of LIGHTS) {
      await page.emulateMedia({ colorScheme });
      const look = `${name} ${colorScheme} ${width}`;
      await expectNothingSideways(page, look);
      if (axe) expect(await axeFindings(page, colorScheme === 'light' ? 'all' : 'colours'), look).toEqual([]);
      if (picture) await takePicture(page, `${name}-${colorScheme}-${width}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** The whole page, also what one has to scroll to. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

/** The same for a page whose sound look is known, in another language: on a narrow phone, where long words tell. */
export async function expectSoundWords(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNothingSideways(page, name);
  expect(await axeFindings(page, 'all but colours'), name).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
}
