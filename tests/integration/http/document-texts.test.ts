import { expect, test } from 'vitest';
import type { DocumentDetailBody } from '../../../server/contract/index.ts';
import { describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { formOf } from '../../support/form-of.ts';
import { pdfBytes } from '../../support/pdf-bytes.ts';

const BOT = `/api/admin/bots/${TEST_BOT_ID}`;
const KETTLES = '# Kettles\n\nA new lid costs 5 pounds.\n\n## Tea\n\nWe sell no tea.\n';
const NEWER = KETTLES.replace('5 pounds', '7 pounds');

async function openWith(testApp: TestApp, files: Record<string, string>) {
  const key = await testApp.keyOf('admin');
  await (await testApp.request(`${BOT}/documents`, { key, body: formOf(files) })).text();
  const { documents } = await (await testApp.request(`${BOT}/documents`, { key })).json();
  const { id } = documents.find(({ name }: { name: string }) => name in files) ?? {};
  const at = `${BOT}/documents/${id}`;
  const call = (path: string, init: object = {}, by = key) =>
    testApp.request(`${at}${path}`, { key: by, ...init });
  const put = (text: string, expectedHash: string, by = key) =>
    call('/text', { method: 'PUT', body: { text, expectedHash } }, by);
  const read = async (): Promise<DocumentDetailBody> => (await call('')).json();
  const found = async (query: string): Promise<string[]> => {
    const response = await testApp.request(`${BOT}/search`, { key, body: { question: query } });
    const { hits } = (await response.json()) as { hits: { documentId: string; text: string }[] };
    return hits.filter(({ documentId }) => documentId === id).map(({ text }) => text);
  };
  return { call, put, read, found };
}

describeApps('the texts of a document', (open) => {
  test('the original comes as it was given, to be saved and never shown as a page', async () => {
    await using testApp = await open();
    const { call } = await openWith(testApp, { 'kettles & lids.md': KETTLES });
    const original = await call('/original');
    expect(await original.text()).toBe(KETTLES);
    expect(original.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''kettles%20%26%20lids.md",
    );
    expect(original.headers.get('x-content-type-options')).toBe('nosniff');
    const other = await testApp.request(`/api/admin/bots/other/documents/x/original`, {
      key: await testApp.keyOf('admin'),
    });
    expect(other.status).toBe(404);
  });

  test('a PDF is shown in a frame of the console alone, where it has no origin, runs nothing and loads nothing', async () => {
    await using testApp = await open();
    const key = await testApp.keyOf('admin');
    const { call } = await openWith(testApp, { 'kettles.md': KETTLES });
    const refused = await call('/original/pdf');
    expect(refused.status).toBe(415);
    expect(refused.headers.get('content-disposition')).toBeNull();

    const body = formOf({ 'lids.pdf': pdfBytes('Our lids') });
    await (await testApp.request(`${BOT}/documents`, { key, body })).text();
    const { documents } = await (await testApp.request(`${BOT}/documents`, { key })).json();
    const { id } = documents.find(({ name }: { name: string }) => name === 'lids.pdf');
    const path = `${BOT}/documents/${id}/original/pdf`;
    const shown = await testApp.request(path, { key });
    expect(shown.headers.get('content-type')).toBe('application/pdf');
    expect(shown.headers.get('content-disposition')).toBe('inline');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(shown.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(
      shown.headers
        .get('content-security-policy')
        ?.split('; ')
        .map((part) => part.trim()),
    ).toEqual(["default-src 'none'", "base-uri 'none'", "frame-ancestors 'self'", 'sandbox']);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(pdfBytes('Our lids'));

    expect((await testApp.request(path)).status).toBe(401);
    expect((await testApp.request(path.replace(TEST_BOT_ID, 'other'), { key })).status).toBe(404);
  });

  test('a text is changed where it stands; who was slower is told, and who only reads is refused', async () => {
    await using testApp = await open();
    const { put, read, found } = await openWith(testApp, { 'kettles.md': KETTLES });
    const { contentHash } = await read();
    const saved = (await (await put(NEWER, contentHash)).json()) as DocumentDetailBody;
    expect(saved).toMatchObject({ state: 'ready', title: 'Kettles' });
    expect((await found('What does a new lid cost?')).join()).toContain('7 pounds');
    const late = await put('# Kettles\n\nNothing.', contentHash);
    expect([late.status, (await late.json()).error.message]).toEqual([
      409,
      expect.stringContaining('Somebody else has changed this document'),
    ]);
    expect((await put('x', saved.contentHash, await testApp.keyOf('reader'))).status).toBe(403);
    expect((await read()).contentHash).toBe(saved.contentHash);
  });

  test('what is no plain text is not written over', async () => {
    await using testApp = await open();
    const { put, read } = await openWith(testApp, {
      'page.html': '<h1>Kettles</h1><p>A lid costs 5 pounds.</p>',
    });
    const refused = await put('Anything', (await read()).contentHash);
    expect([refused.status, (await refused.json()).error.message]).toEqual([
      400,
      expect.stringContaining('page.html is no plain text'),
    ]);
  });

  test('a passage is taken out of use by itself, stays so when its document is read anew, and comes back', async () => {
    await using testApp = await open();
    const { call, read, found } = await openWith(testApp, { 'kettles.md': KETTLES });
    const lid = async () => (await read()).passages.find(({ text }) => text.includes('lid'));
    const turn = async (enabled: boolean, by?: string) =>
      (await call(`/passages/${(await lid())?.id}`, { method: 'PATCH', body: { enabled } }, by)).status;
    expect(await lid()).toMatchObject({ withheld: false });
    expect(await turn(false, await testApp.keyOf('reader'))).toBe(403);
    expect(await turn(false)).toBe(200);
    expect((await found('What does a new lid cost?')).join()).not.toContain('lid');
    await call('/retry', { method: 'POST' });
    expect(await lid()).toMatchObject({ withheld: true });
    expect((await found('What does a new lid cost?')).join()).not.toContain('lid');
    expect(await turn(true)).toBe(200);
    expect((await found('What does a new lid cost?')).join()).toContain('lid');
  });
});
