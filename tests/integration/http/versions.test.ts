import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { fakeGenerator } from '../../support/fake-models.ts';
import { insertVersionRow } from '../../support/version-rows.ts';

const path = `/api/admin/bots/${TEST_BOT_ID}`;
let app: TestApp;
let admin: string;

beforeAll(async () => {
  app = await createTestApp({
    overrides: {
      openVersion: async () => ({
        ...fakeGenerator('ok'),
        pid: () => 1,
        [Symbol.asyncDispose]: async () => undefined,
      }),
    },
  });
  for (const id of ['one', 'two']) await insertVersionRow(app.context.store, { botId: TEST_BOT_ID, id });
  admin = await app.keyOf('admin');
});
afterAll(() => app[Symbol.asyncDispose]());

const send = async (route: string, body?: unknown, key = admin) => {
  const response = await app.request(`${path}${route}`, { key, ...(body !== undefined && { body }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test('a version is listed, explained, published with a reason, rolled back and retired', async () => {
  expect((await send('/versions')).body['versions']).toHaveLength(2);
  const { body } = await send('/versions/one/cards');
  expect(body['modelCard']).toContain('license: "apache-2.0"');
  expect(body['modelCard']).toContain('It was not compared with anything yet.');
  expect(body['dataCard']).toContain('its data are not known');
  expect(await send('/releases', { versionId: 'one' })).toMatchObject({ status: 409 });
  const published = await send('/releases', { versionId: 'one', override: { reason: 'A first try.' } });
  expect(published).toMatchObject({ status: 201, body: { number: 1, overrideReason: 'A first try.' } });
  expect(published.body).toMatchObject({ gate: null, approvedAnswersHash: expect.any(String) });
  expect((await send('/versions/one')).body).toMatchObject({ id: 'one', gate: null });
  expect(await send('/releases/rollback', {})).toMatchObject({ status: 201, body: { versionId: null } });
  const retired = await send('/versions/one/retire', { reason: 'Not needed.' });
  expect(retired.body).toMatchObject({ state: 'retired', retiredReason: 'Not needed.' });
  expect((await send('/releases')).body['releases']).toHaveLength(2);
});

test('what rests on a document is erased over HTTP with the document, and a retired version is removed', async () => {
  const target = { kind: 'document', name: 'returns.md' };
  const erased = await send('/erasure', { target, dryRun: false, deleteDocument: true });
  expect(erased).toMatchObject({ status: 200, body: { lessons: [], runs: [] } });
  const again = await send('/erasure', { target, dryRun: false, deleteDocument: true });
  expect(again).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining('returns.md') } },
  });
  await insertVersionRow(app.context.store, { botId: TEST_BOT_ID, id: 'three' });
  const remove = (key = admin) => app.request(`${path}/versions/three`, { method: 'DELETE', key });
  expect((await remove()).status).toBe(409);
  await send('/versions/three/retire', { reason: 'Not needed.' });
  expect((await remove(await app.keyOf('staff'))).status).toBe(403);
  expect((await remove()).status).toBe(204);
  expect((await send('/versions/three')).status).toBe(404);
});

test('who may only propose may not publish, override, roll back or retire', async () => {
  const staff = await app.keyOf('staff');
  expect((await send('/versions', undefined, staff)).status).toBe(200);
  const override = { versionId: 'two', override: { reason: 'I want it.' } };
  for (const [route, body] of [
    ['/releases', override],
    ['/releases/rollback', {}],
    ['/versions/two/retire', { reason: 'x' }],
    ['/erasure', { target: { kind: 'person', name: 'x' }, dryRun: true }],
  ] as const) {
    expect((await send(route, body, staff)).status).toBe(403);
  }
});
