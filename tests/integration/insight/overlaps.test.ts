import { expect, test } from 'vitest';
import type { DocumentOverlaps } from '../../../server/contract/index.ts';
import { importBot } from '../../../server/whole-bots/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { keepFile, takeBotFile } from '../../support/bot-file.ts';
import { formOf } from '../../support/form-of.ts';

const BOT = `/api/admin/bots/${TEST_BOT_ID}`;

const LEAFLET =
  '# Returns leaflet\n\nYou can return unworn boots within 14 days. Boots worn outside cannot be returned.\n';
const COPY = '# Delivery again\n\nStandard delivery takes three working days and costs 4 euros.\n';
const OTHER = '# Kayaks\n\nKayaks are hired by the hour at the lake.\n';

async function open(app: TestApp, botId = TEST_BOT_ID) {
  const bot = `/api/admin/bots/${botId}`;
  const key = await app.keyOf('admin');
  const upload = async (...files: [string, string][]) => {
    const body = formOf(Object.fromEntries(files));
    await (await app.request(`${bot}/documents`, { key, body })).text();
  };
  const idOf = async (name: string) => {
    const list = await app.request(`${bot}/documents`, { key });
    const { documents } = (await list.json()) as { documents: { id: string; name: string }[] };
    return documents.find((document) => document.name === name)?.id ?? '';
  };
  const overlaps = async (name: string) => {
    const response = await app.request(`${bot}/documents/${await idOf(name)}/overlaps`, { key });
    expect(response.status).toBe(200);
    return (await response.json()) as DocumentOverlaps;
  };
  return { key, upload, idOf, overlaps };
}

describeApps('what documents say of the same thing', (openApp) => {
  test('contradictions and repeats are told from both sides, with both sentences; the rest is not', async () => {
    await using app = await openApp();
    const { upload, overlaps, idOf } = await open(app);
    await upload(['leaflet.md', LEAFLET], ['copy.md', COPY], ['kayaks.md', OTHER]);
    const [differs] = (await overlaps('returns.md')).overlaps;
    expect(differs).toMatchObject({
      kind: 'value',
      about: 'Returns',
      here: { text: 'You can return unworn boots within 30 days.' },
      there: {
        documentId: await idOf('leaflet.md'),
        title: 'Returns leaflet',
        text: 'You can return unworn boots within 14 days.',
      },
      kept: null,
    });
    expect((await overlaps('leaflet.md')).overlaps[0]?.key).toBe(differs?.key);
    expect((await overlaps('delivery.md')).overlaps).toMatchObject([
      { kind: 'same', there: { title: 'Delivery again' } },
    ]);
    expect(await overlaps('kayaks.md')).toEqual({ passages: 1, compared: 1, overlaps: [] });
  });

  test('what staff keep stays kept in a copy of the bot and in one out of its file', async () => {
    await using app = await openApp();
    const { key, upload, overlaps } = await open(app);
    await upload(['leaflet.md', LEAFLET]);
    const [found] = (await overlaps('returns.md')).overlaps;
    const path = `${BOT}/kept-overlaps/${found?.key}`;
    expect((await app.request(path, { method: 'PUT', key })).status).toBe(204);
    const [kept] = (await overlaps('returns.md')).overlaps;
    expect(kept?.kept?.by).toContain('key:');
    const made = await app.request(`${BOT}/duplicate`, { key, body: { name: 'Copy' } });
    const { id: copy } = (await made.json()) as { id: string };
    const file = await keepFile(app.dataDir, await takeBotFile(app.context, { botId: TEST_BOT_ID }));
    const { id: brought } = await importBot(app.context, { actor: 'system:test', path: file });
    for (const bot of [copy, brought])
      expect((await (await open(app, bot)).overlaps('returns.md')).overlaps[0]?.kept).toEqual(kept?.kept);
  });

  test('what staff keep is remembered while both texts stay, and can be taken back; only editors decide', async () => {
    await using app = await openApp();
    const { key, upload, overlaps } = await open(app);
    await upload(['leaflet.md', LEAFLET]);
    const overlapKey = (await overlaps('returns.md')).overlaps[0]?.key ?? '';
    const path = `${BOT}/kept-overlaps/${overlapKey}`;
    const viewer = await app.keyOf('reader');
    expect((await app.request(path, { method: 'PUT', key: viewer })).status).toBe(403);
    expect((await app.request(path, { method: 'PUT', key })).status).toBe(204);
    expect((await app.request(path, { method: 'PUT', key })).status).toBe(204);
    await upload(['leaflet.md', `${LEAFLET}\n\nThank you.\n`]);
    expect((await overlaps('leaflet.md')).overlaps[0]).toMatchObject({
      key: overlapKey,
      kept: { by: expect.stringContaining('key:') },
    });
    await upload(['leaflet.md', LEAFLET.replace('14', '21')]);
    expect((await overlaps('returns.md')).overlaps[0]).toMatchObject({ kind: 'value', kept: null });
    await upload(['leaflet.md', LEAFLET]);
    expect((await app.request(path, { method: 'DELETE', key })).status).toBe(204);
    expect((await overlaps('returns.md')).overlaps[0]).toMatchObject({ key: overlapKey, kept: null });
  });
});
