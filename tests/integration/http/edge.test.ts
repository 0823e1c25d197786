import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLimits } from '../../../server/access/index.ts';
import { createLog, writeFileAtomic } from '../../../server/base/index.ts';
import { createTestApp, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { readParts } from '../../support/read-stream.ts';

const body = { botId: TEST_BOT_ID, message: { role: 'user', text: 'Hello' } };

let plainApp: TestApp;
beforeAll(async () => {
  plainApp = await createTestApp();
});
afterAll(() => plainApp[Symbol.asyncDispose]());

describe('other sites', () => {
  const allowedOrigins = ['https://shop.example'];

  test('a bot that names its sites answers no other, forged or not', async () => {
    await using testApp = await createTestApp({ settings: { allowedOrigins } });
    const from = (origin: string) => testApp.request('/api/chat', { body, headers: { origin } });
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await from('https://shop.example.evil.example')).status).toBe(403);
    expect((await from('null')).status).toBe(403);
    const allowed = await from('https://shop.example');
    expect(allowed.status).toBe(200);
    await readParts(allowed);
    const publicBot = await testApp.request(`/api/bots/${TEST_BOT_ID}/public`, {
      headers: { origin: 'https://evil.example' },
    });
    expect(publicBot.status).toBe(403);
    const ownPage = await from('http://localhost');
    expect(ownPage.status).toBe(200);
    await readParts(ownPage);
  });

  test('a browser may ask from anywhere, and read the session; never with credentials', async () => {
    const preflight = await plainApp.request('/api/chat', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://any.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-foyer-session',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-foyer-session');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    const unknown = { ...body, botId: 'nobody' };
    const refused = await plainApp.request('/api/chat', {
      body: unknown,
      headers: { origin: 'https://any.example' },
    });
    expect(refused.status).toBe(404);
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    const answered = await plainApp.request('/api/chat', {
      body,
      headers: { origin: 'https://any.example' },
    });
    expect(answered.headers.get('access-control-expose-headers')).toContain('x-foyer-session');
    await readParts(answered);
  });

  test('staff routes and the OpenAI routes answer no other site’s page', async () => {
    const key = await plainApp.keyOf('admin');
    for (const path of ['/api/admin/bots', '/v1/models']) {
      const response = await plainApp.request(path, { key, headers: { origin: 'https://any.example' } });
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

test('too many questions of one visitor: 429 with a time to come back', async () => {
  const settings = { burst: 2, perMinute: 1 };
  const clock = { now: () => 1_000_000 };
  const limits = createLimits(clock, { visitor: settings, address: settings, bot: settings });
  await using testApp = await createTestApp({ overrides: { limits } });
  const session = 'C'.repeat(43);
  for (const id of ['a', 'b'])
    await readParts(await testApp.request('/api/chat', { session, body: { ...body, id } }));
  const third = await testApp.request('/api/chat', { session, body: { ...body, id: 'c' } });
  expect(third.status).toBe(429);
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await third.json()).toMatchObject({ error: { code: 'rate_limited' } });
});

test('not ready until both models have answered', async () => {
  await using testApp = await createTestApp();
  const before = await testApp.request('/readyz');
  expect(before.status).toBe(503);
  expect(((await before.json()) as { problems: string[] }).problems).toHaveLength(2);
  expect((await testApp.request('/healthz')).status).toBe(200);
  await testApp.context.readiness.run(new AbortController().signal);
  expect(await (await testApp.request('/readyz')).json()).toEqual({ ready: true, problems: [], notices: [] });
  await testApp.context.turns.drain(0);
  expect((await testApp.request('/readyz')).status).toBe(503);
});

test('metrics count requests by route, not by address', async () => {
  await plainApp.request('/api/bots/one/public');
  await plainApp.request('/api/bots/two/public');
  const text = await (await plainApp.request('/metrics')).text();
  expect(text).toMatch(
    /foyer_http_requests_total\{[^}]*route="\/api\/bots\/:botId\/public"[^}]*status="404"\} 2/,
  );
  expect(text).toContain('foyer_running_turns 0');
});

test('no log line holds a visitor’s words, a session or a key, even at the most talkative level', async () => {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => void lines.push(line) });
  await using testApp = await createTestApp({ overrides: { log } });
  const session = 'E'.repeat(43);
  const key = await testApp.keyOf('admin');
  const text = 'My secret word is marmalade, can I return boots?';
  const message = { role: 'user', text };
  await readParts(await testApp.request('/api/chat', { session, body: { ...body, message } }));
  await testApp.request(`/api/admin/bots/${TEST_BOT_ID}/ask`, { key, body: { question: text } });
  await testApp.request('/api/chat', { session, body: { botId: 'nobody', message } });
  const written = lines.join('\n');
  expect(lines.length).toBeGreaterThan(2);
  expect(written).not.toContain('marmalade');
  expect(written).not.toContain(session);
  expect(written).not.toContain(key);
});

test('what is not there is said in our form', async () => {
  const response = await plainApp.request('/api/nothing');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: 'not_found' } });
});

test('pages load their own files only; the widget’s files are for every site and for ever', async () => {
  const assetsDir = await mkdtemp(join(tmpdir(), 'foyer-assets-'));
  const files = {
    'widget/widget.js': '1',
    'widget/assets/app-D4kq9xY2.js': '2',
    'demo/index.html': '<!doctype html>',
    'console/index.html': '<!doctype html>',
    'console/preview.html': '<!doctype html>',
  };
  for (const [path, text] of Object.entries(files)) await writeFileAtomic(join(assetsDir, path), text);
  await using testApp = await createTestApp({ overrides: { assetsDir } });
  const page = await testApp.request('/demo/');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe-inline');
  expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  expect(page.headers.get('x-frame-options')).toBe('DENY');
  const preview = await testApp.request('/console/preview.html');
  const previewPolicy = preview.headers.get('content-security-policy') ?? '';
  expect(previewPolicy).toContain("frame-ancestors 'self'");
  expect(previewPolicy).toContain("connect-src 'none'");
  expect(preview.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  const consolePage = await testApp.request('/console/shop/appearance');
  expect(consolePage.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  const loader = await testApp.request('/widget.js', { headers: { origin: 'https://any.example' } });
  expect(await loader.text()).toBe('1');
  expect(loader.headers.get('access-control-allow-origin')).toBe('*');
  expect(loader.headers.get('cache-control')).toBe('public, max-age=300');
  const app = await testApp.request('/widget/assets/app-D4kq9xY2.js');
  expect(await app.text()).toBe('2');
  expect(app.headers.get('cache-control')).toContain('immutable');
  expect((await testApp.request('/widget/..%2fdemo%2findex.html')).status).toBe(404);
  await rm(assetsDir, { recursive: true });
});
