import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LookSettings, lookSettingsSchema } from '../../server/bots/index.ts';
import { TEST_BOT_ID } from '../support/app.ts';
import { axeFindings } from '../support/axe.ts';
import { ask, openWidgetSite, type SitePage, type WidgetSite } from '../support/widget-site.ts';

const YELLOW = 'rgb(255, 235, 59)';
const WINE = 'rgb(122, 31, 61)';
const BLACK = 'rgb(0, 0, 0)';
const GREEN = 'rgb(29, 92, 69)';
const shots = resolve(import.meta.dirname, '../../dist/screenshots');

let site: WidgetSite;
beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  site = await openWidgetSite({ script: 'Boots worn outside cannot be returned. [1]' });
});
afterAll(() => site?.[Symbol.asyncDispose]());

const save = (look: Partial<LookSettings>) => site.set({ look: lookSettingsSchema.parse(look) });

/** The line as the console gives it. */
const line = (attributes = '') =>
  `<script async src="${site.serverUrl}/widget.js?bot=${TEST_BOT_ID}" data-bot="${TEST_BOT_ID}" ${attributes}></script>`;

async function visitWith(look: Partial<LookSettings>, page: SitePage = {}): Promise<Page> {
  await save(look);
  const opened = await site.visit({ head: line(), ...page });
  await launcher(opened).waitFor();
  return opened;
}

const launcher = (page: Page) => page.locator('foyer-chat .launcher');

const styleOf = (page: Page, selector: string, property: string) =>
  page
    .locator(`foyer-chat ${selector}`)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

/** On which side of the window the launcher stands. */
async function sideOf(page: Page): Promise<'left' | 'right'> {
  const box = await launcher(page).boundingBox();
  return (box?.x ?? 0) < 640 ? 'left' : 'right';
}

async function openByLauncher(page: Page): Promise<void> {
  await launcher(page).click();
  await page.getByRole('textbox', { name: 'Your question' }).waitFor();
  await page.getByText('Hello!').waitFor();
}

test('a saved look stands at the launcher before anything else is fetched or stored', async () => {
  await save({ accent: '#ffeb3b', position: 'start', label: 'Ask the shop' });
  const page = await site.visit({ head: '' });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(site.serverUrl)) asked.push(request.url().slice(site.serverUrl.length));
  });
  await page.evaluate(
    (html) => document.head.append(document.createRange().createContextualFragment(html)),
    line(),
  );
  await page.getByRole('button', { name: 'Ask the shop', exact: true }).waitFor();
  expect(await styleOf(page, '.launcher', 'background-color')).toBe(YELLOW);
  expect(await styleOf(page, '.launcher', 'color')).toBe(BLACK);
  expect(await sideOf(page)).toBe('left');
  expect((await launcher(page).boundingBox())?.width).toBeGreaterThan(120);
  expect(await axeFindings(page)).toEqual([]);
  expect(asked).toEqual([`/widget.js?bot=${TEST_BOT_ID}`]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await page.screenshot({ path: join(shots, 'look-launcher.png') });
  await page.close();
});

test('a new colour reaches the site without touching it', async () => {
  const page = await visitWith({ accent: '#ffeb3b' });
  await save({ accent: '#7a1f3d' });
  await page.reload();
  await launcher(page).waitFor();
  // The browser may show its own copy for a minute; the chat itself is told at once.
  await openByLauncher(page);
  await expect.poll(() => styleOf(page, '.launcher', 'background-color')).toBe(WINE);
  await page.close();
});

test('what the page writes goes before what is saved', async () => {
  const look = { accent: '#ffeb3b', position: 'start', colorScheme: 'dark' } as const;
  const page = await visitWith(look, {
    head: `${line('data-position="end" data-color-scheme="light"')}<style>body{--foyer-accent:#7a1f3d}</style>`,
  });
  expect(await sideOf(page)).toBe('right');
  expect(await styleOf(page, '.launcher', 'color-scheme')).toBe('light');
  expect(await styleOf(page, '.launcher', 'background-color')).toBe(WINE);
  await page.evaluate(() =>
    (window as unknown as { foyer: { update(options: object): void } }).foyer.update({ position: 'start' }),
  );
  expect(await sideOf(page)).toBe('left');
  await page.close();
  const plain = await visitWith(look, { head: line('data-color-scheme="auto"') });
  expect(await styleOf(plain, '.launcher', 'color-scheme')).toBe('light dark');
  expect(await sideOf(plain)).toBe('left');
  await plain.close();
});

test('a line without the bot in its address gets the look once the chat is opened', async () => {
  const page = await visitWith({ accent: '#7a1f3d', label: 'Ask the shop' }, { head: site.tag() });
  expect(await styleOf(page, '.launcher', 'background-color')).toBe(GREEN);
  await openByLauncher(page);
  await expect.poll(() => styleOf(page, '.launcher', 'background-color')).toBe(WINE);
  await page.getByRole('button', { name: 'Close the chat' }).last().click();
  await page.getByRole('button', { name: 'Ask the shop', exact: true }).waitFor();
  await page.close();
});

test('another bot on the page keeps its own look', async () => {
  const body = '<main><h1>A shop</h1></main><foyer-chat bot="other"></foyer-chat>';
  const head = `<script async src="${site.serverUrl}/widget.js?bot=${TEST_BOT_ID}"></script>`;
  const page = await visitWith({ accent: '#7a1f3d', label: 'Ask the shop' }, { head, body });
  await page.getByRole('button', { name: 'Chat with us' }).waitFor();
  expect(await styleOf(page, '.launcher', 'background-color')).toBe(GREEN);
  await page.close();
});

test.each([
  ['yellow-light', '#ffeb3b', 'light', 'ltr'],
  ['navy-dark', '#0a1a33', 'dark', 'ltr'],
  ['yellow-rtl', '#ffeb3b', 'light', 'rtl'],
] as const)('whatever the colour, every word can be read: %s', async (name, accent, colorScheme, dir) => {
  const page = await visitWith({ accent, colorScheme, label: 'Ask the shop' });
  await page.evaluate((value) => document.documentElement.setAttribute('dir', value), dir);
  await openByLauncher(page);
  expect(await axeFindings(page)).toEqual([]);
  await ask(page, 'Can I return boots worn outside?');
  expect(await axeFindings(page)).toEqual([]);
  expect(await sideOf(page)).toBe(dir === 'rtl' ? 'left' : 'right');
  await page.screenshot({ path: join(shots, `look-${name}.png`) });
  await page.close();
});

test('a tone is the default of the bot, which the page can switch off', async () => {
  for (const [attributes, tones] of [
    ['', 1],
    ['data-sound="off"', 0],
  ] as const) {
    const page = await visitWith({ sound: true }, { head: line(attributes) });
    await page.evaluate(() => {
      const page = window as unknown as { tones: number };
      page.tones = 0;
      document.hasFocus = () => false;
      AudioContext.prototype.createOscillator = new Proxy(AudioContext.prototype.createOscillator, {
        apply(create, self, args) {
          page.tones += 1;
          return Reflect.apply(create, self, args);
        },
      });
    });
    await openByLauncher(page);
    await ask(page, 'Can I return boots worn outside?');
    expect(await page.evaluate(() => (window as unknown as { tones: number }).tones)).toBe(tones);
    await page.close();
  }
});
