import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeFileAtomic } from '../../../server/base/index.ts';
import type { LookTrial, PublicBot, WidgetSites } from '../../../server/contract/index.ts';
import { addTestBot, describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';

const LOADER = 'seen = (document.currentScript || {}).look;\n';
const NASTY = '</script>"\\\'`\u2028$x';

describeApps('the script with a bot’s look', (open) => {
  let assetsDir: string;
  let testApp: TestApp;
  let key: string;

  beforeAll(async () => {
    assetsDir = await mkdtemp(join(tmpdir(), 'foyer-assets-'));
    await writeFileAtomic(join(assetsDir, 'widget/widget.js'), LOADER);
    testApp = await open({ overrides: { assetsDir } });
    key = await testApp.keyOf('admin');
  });
  afterAll(async () => {
    await testApp[Symbol.asyncDispose]();
    await rm(assetsDir, { recursive: true });
  });

  const script = (bot?: string, headers: Record<string, string> = {}) =>
    testApp.request(`/widget.js${bot === undefined ? '' : `?bot=${encodeURIComponent(bot)}`}`, { headers });
  const save = (settings: object, as = key, botId = TEST_BOT_ID) =>
    testApp.request(`/api/admin/bots/${botId}`, { method: 'PATCH', body: { settings }, key: as });

  /** What the loader reads when a browser runs the text. */
  function lookIn(text: string): unknown {
    const page: { document: object; seen?: unknown } = { document: { currentScript: {} } };
    runInNewContext(text, page);
    return structuredClone(page.seen);
  }

  test('brings what was saved last, with an answer that caches may keep for a minute', async () => {
    expect((await save({ look: { accent: '#7a1f3d', label: 'Ask us' } })).status).toBe(200);
    const first = await script(TEST_BOT_ID);
    expect(first.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(first.headers.get('cache-control')).toBe('public, max-age=60');
    expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const [css, label, bot] = lookIn(await first.text()) as string[];
    expect(css).toContain('--_brand:#7a1f3d');
    expect([label, bot]).toEqual(['Ask us', TEST_BOT_ID]);
    const etag = first.headers.get('etag') ?? '';
    const again = await script(TEST_BOT_ID, { 'if-none-match': etag });
    expect([again.status, await again.text(), again.headers.get('cache-control')]).toEqual([
      304,
      '',
      'public, max-age=60',
    ]);
    await save({ look: { accent: '#0a1a33' } });
    const changed = await script(TEST_BOT_ID, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain('--_brand:#0a1a33');
  });

  test('what is typed as label stays text, wherever the script stands', async () => {
    await save({ look: { label: NASTY } });
    const text = await (await script(TEST_BOT_ID)).text();
    expect(text).not.toContain('<');
    expect(text.split('\n')).toHaveLength(3);
    expect(text).not.toContain('\u2028');
    expect((lookIn(text) as string[])[1]).toBe(NASTY);
  });

  test('colours and choices that are none are refused with their name, and nothing is saved', async () => {
    for (const look of [
      { accent: '#fff}*{x:y' },
      { position: 'left' },
      { colorScheme: 'x' },
      { label: 'x'.repeat(31) },
    ]) {
      const refused = await save({ look });
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain(`look.${Object.keys(look)[0]}`);
    }
    expect((await save({ look: { accent: '#ffffff' } }, await testApp.keyOf('reader'))).status).toBe(403);
  });

  test.each([undefined, '', 'nobody', 'x'.repeat(5_000), `shop' or '1'='1`])(
    'without a bot that we know (%#) it is the loader alone',
    async (bot) => {
      const plain = await script(bot);
      expect(plain.status).toBe(200);
      expect(await plain.text()).toBe(LOADER);
      expect(plain.headers.get('cache-control')).toBe('public, max-age=300');
    },
  );

  test('an archived bot keeps its look: that it is out of service is said in the chat', async () => {
    await addTestBot(testApp.context, 'seasonal', { look: { position: 'start' } });
    await testApp.request('/api/admin/bots/seasonal/archive', { body: { archived: true }, key });
    expect(await (await script('seasonal')).text()).toContain('--_at:');
  });

  test('settings that cannot be read cost a site its look, not its launcher', async () => {
    await addTestBot(testApp.context, 'damaged');
    await testApp.context.store.db
      .updateTable('bots')
      .set({ settings: '{"look":1}' })
      .where('id', '=', 'damaged')
      .execute();
    const plain = await script('damaged');
    expect([plain.status, await plain.text()]).toEqual([200, LOADER]);
  });

  test('is the same for every site, and having loaded it is not having been seen', async () => {
    await save({ allowedOrigins: ['https://shop.example'], look: { accent: '#7a1f3d' } });
    const own = await script(TEST_BOT_ID, { origin: 'https://shop.example' });
    const foreign = await script(TEST_BOT_ID, { origin: 'https://other.example' });
    expect(await foreign.text()).toBe(await own.text());
    expect(foreign.headers.get('access-control-allow-origin')).toBe('*');
    expect(foreign.headers.get('vary') ?? '').not.toMatch(/origin/i);
    const sites = await testApp.request(`/api/admin/bots/${TEST_BOT_ID}/sites`, { key });
    expect(((await sites.json()) as WidgetSites).sites).toEqual([]);
    const chat = await testApp.request(`/api/bots/${TEST_BOT_ID}/public`, {
      headers: { origin: 'https://other.example' },
    });
    expect(chat.status).toBe(403);
    await save({ allowedOrigins: [] });
  });

  describe('the look', () => {
    test('comes with the chat’s own first request too, for a script without a bot', async () => {
      await save({ look: { accent: '#7a1f3d', label: ' Ask us ', sound: true } });
      const { look } = (await (await testApp.request(`/api/bots/${TEST_BOT_ID}/public`)).json()) as PublicBot;
      expect(look).toMatchObject({ label: 'Ask us', sound: true });
      expect(look.css).toContain('--_brand:#7a1f3d');
    });

    test('can be tried before it is saved, by whoever may see the bot', async () => {
      const tried = (query: string, as = key) =>
        testApp.request(`/api/admin/bots/${TEST_BOT_ID}/look?${query}`, { key: as });
      const { look, contrast } = (await (await tried('accent=%23ffeb3b&position=start')).json()) as LookTrial;
      expect(look.css).toContain('--_brand:#ffeb3b');
      expect(contrast).toMatchObject({ passes: false, nearest: expect.stringMatching(/^#[0-9a-f]{6}$/) });
      expect((await tried('accent=yellow')).status).toBe(400);
      expect((await tried('', await testApp.keyOf('admin', 'seasonal'))).status).toBe(403);
      expect((await testApp.request(`/api/admin/bots/${TEST_BOT_ID}/look`)).status).toBe(401);
      const saved = await (await testApp.request(`/api/bots/${TEST_BOT_ID}/public`)).text();
      expect(saved).not.toContain('#ffeb3b');
    });
  });
});
