import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchComplaints } from '../support/complaints.ts';
import { type ConsoleSite, openConsoleSite } from '../support/console-site.ts';

let site: ConsoleSite;
const complaints = watchComplaints();

beforeAll(async () => {
  site = await openConsoleSite(complaints);
  complaints.forgive('401');
}, 120_000);

afterAll(async () => {
  await site?.[Symbol.asyncDispose]();
});

test('on a small tablet the opened menu shows every page at once', async () => {
  const { page } = site;
  for (const size of [
    { width: 768, height: 800 },
    { width: 800, height: 800 },
  ]) {
    await page.setViewportSize(size);
    await page.reload();
    await page.getByRole('button', { name: 'Menu' }).click();
    for (const name of ['Start', 'Compare & publish', 'Who did what']) {
      const line = await page.getByRole('link', { name, exact: true }).boundingBox();
      expect(line && line.y + line.height, `${name} at ${size.width}`).toBeLessThan(size.height);
    }
  }
});

test('in a low window the last group begins in sight, and its last page can be scrolled to', async () => {
  const { page } = site;
  await page.setViewportSize({ width: 1024, height: 768 });
  const nav = await page.getByRole('navigation', { name: 'Console' }).boundingBox();
  const end = (nav?.y ?? 0) + (nav?.height ?? 0);
  const title = await page.getByText('This installation').boundingBox();
  expect(title && title.y + title.height).toBeLessThan(end);
  await page.getByRole('link', { name: 'Who did what' }).click();
  await page.getByRole('heading', { level: 1, name: 'Who did what' }).waitFor();
  const line = await page.getByRole('link', { name: 'Who did what' }).boundingBox();
  expect(line && line.y + line.height).toBeLessThan(end);
});
