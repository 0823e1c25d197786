import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listDocuments } from '../../server/knowledge/index.ts';
import { TEST_BOT_ID as botId } from '../support/app.ts';
import { watchComplaints } from '../support/complaints.ts';
import { loadPage, takePicture } from '../support/console-page.ts';
import { type ConsoleSite, openConsoleSite } from '../support/console-site.ts';
import { formOf } from '../support/form-of.ts';
import { pdfBytes } from '../support/pdf-bytes.ts';

let site: ConsoleSite;
const complaints = watchComplaints('401');
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  site = await openConsoleSite(complaints);
}, 240_000);

afterAll(() => site?.[Symbol.asyncDispose]());

test('a PDF stands beside what the bot reads in it, in the reader of the browser', async () => {
  const { app, page, url } = site;
  const key = await app.keyOf('admin');
  const body = formOf({ 'lids.pdf': pdfBytes('A new lid costs 5 pounds.') });
  await (await app.request(`/api/admin/bots/${botId}/documents`, { key, body })).text();
  const document = (await listDocuments(app.context, { botId })).find(({ name }) => name === 'lids.pdf');
  await loadPage(page, `${url}/console/${botId}/knowledge/${document?.id}`);
  await page.getByRole('button', { name: 'Show the original beside it' }).click();
  const frame = page.getByTitle('The original');
  await frame.waitFor();
  // The frame itself, and the one that the reader of Chromium draws in.
  const drawn = () => page.frames().filter((one) => one.url().includes('/original/pdf')).length;
  await expect.poll(drawn, { timeout: 120_000 }).toBe(2);
  await page.getByRole('button', { name: 'Save the file “lids.pdf”' }).waitFor();
  await takePicture(page, 'original-pdf-1280');
  await page.setViewportSize({ width: 390, height: 844 });
  const wider = await page.evaluate(() => globalThis.document.documentElement.scrollWidth - innerWidth);
  expect(wider).toBe(0);
  await takePicture(page, 'original-pdf-390');
});
