import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CrawlBody, CrawlDetailBody } from '../../../server/contract/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import { CRAWL_JOB, crawlJob } from '../../../server/knowledge/index.ts';
import { createTestApp, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { html, startTrapSite, type TrapSite } from '../../support/trap-site.ts';

const base = `/api/admin/bots/${TEST_BOT_ID}/crawls`;
let site: TrapSite;
let testApp: TestApp;
let key: string;

beforeAll(async () => {
  site = await startTrapSite({
    '/': html('Huts', 'Our huts open in May.', ['/stoves']),
    '/stoves': html('Stoves', 'Every hut has a stove.'),
  });
  testApp = await createTestApp({
    crawl: { allowedHosts: [site.host] },
    overrides: { crawlLimits: { delayMs: 0 } },
  });
  key = await testApp.keyOf('staff');
});
afterAll(async () => {
  await testApp[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

async function ask<T>(path: string, options: { method?: string; body?: unknown } = {}) {
  const response = await testApp.request(`${base}${path}`, { key, ...options });
  return {
    status: response.status,
    body: (response.status === 204 ? undefined : await response.json()) as T,
  };
}

test('a site is added, read, changed, read again, and forgotten with its documents', async () => {
  const added = await ask<CrawlBody>('', { body: { startUrl: site.url, exclude: ['/old'] } });
  expect(added).toMatchObject({ status: 201, body: { state: 'waiting', schedule: 'never', maxPages: 500 } });
  const { id } = added.body;
  expect((await ask('', { body: { startUrl: site.url } })).status).toBe(409);
  expect((await ask(`/${id}/start`, { method: 'POST' })).status).toBe(409);
  const runner = runJobs(testApp.context, { [CRAWL_JOB]: crawlJob(testApp.context) }, { pollMs: 10 });
  await vi.waitFor(async () => expect((await ask<CrawlBody>(`/${id}`)).body.state).toBe('done'), {
    timeout: 20_000,
  });
  const { body } = await ask<CrawlDetailBody>(`/${id}`);
  expect(body.counts.added).toBe(2);
  expect(body.pages.map(({ url, outcome }) => [url, outcome])).toContainEqual([
    `${site.url}/stoves`,
    'added',
  ]);
  const documentId = body.pages[0]?.documentId ?? '';
  const document = await testApp.request(`/api/admin/bots/${TEST_BOT_ID}/documents/${documentId}`, { key });
  expect(await document.json()).toMatchObject({ url: expect.stringContaining(site.host), state: 'ready' });
  const changed = await ask<CrawlBody>(`/${id}`, { method: 'PATCH', body: { schedule: 'weekly' } });
  expect(changed.body).toMatchObject({ schedule: 'weekly', nextRunAt: expect.any(Number) });
  expect((await ask(`/${id}/start`, { method: 'POST' })).status).toBe(202);
  await vi.waitFor(async () => expect((await ask<CrawlBody>(`/${id}`)).body.counts.unchanged).toBe(2), {
    timeout: 20_000,
  });
  await runner[Symbol.asyncDispose]();
  expect((await ask(`/${id}/cancel`, { method: 'POST' })).status).toBe(409);
  expect((await ask(`/${id}?withDocuments=true`, { method: 'DELETE' })).status).toBe(204);
  expect((await ask(`/${id}`)).status).toBe(404);
  expect((await ask<{ crawls: CrawlBody[] }>('')).body.crawls).toEqual([]);
});

test.each([
  [{ startUrl: 'http://169.254.169.254/latest' }],
  [{ startUrl: 'file:///etc/passwd' }],
  [{ startUrl: 'https://example.org/', maxPages: 1_000_000 }],
  [{ startUrl: 'https://example.org/', delayMs: 0 }],
])('refused: %j', async (body) => {
  expect((await ask('', { body })).status).toBe(400);
});

test('another bot’s site is none', async () => {
  const { body } = await ask<CrawlBody>('', { body: { startUrl: `${site.url}/stoves` } });
  const path = `/api/admin/bots/other/crawls/${body.id}`;
  expect((await testApp.request(path, { key: await testApp.keyOf('admin') })).status).toBe(404);
});

test('who may only look, looks', async () => {
  const reader = await testApp.keyOf('reader');
  expect((await testApp.request(base, { key: reader })).status).toBe(200);
  const refused = await testApp.request(base, { key: reader, body: { startUrl: 'https://example.org/' } });
  expect(refused.status).toBe(403);
});
