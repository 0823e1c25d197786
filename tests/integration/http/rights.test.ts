import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RIGHTS, type Right, ROLE_RIGHTS, ROLES, type Role } from '../../../server/access/index.ts';
import { addTestBot, createTestApp, TEST_BOT_ID, type TestApp } from '../../support/app.ts';

type Operation = { method: string; path: string; right: string | undefined };

let testApp: TestApp;
let operations: Operation[];
const keys = new Map<Role, string>();

beforeAll(async () => {
  testApp = await createTestApp();
  await addTestBot(testApp.context, 'other');
  const document = (await (await testApp.request('/openapi.json')).json()) as {
    paths: Record<string, Record<string, { 'x-foyer-right'?: string }>>;
  };
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method,
      path,
      right: operation['x-foyer-right'],
    })),
  );
  for (const role of ROLES) keys.set(role, await testApp.keyOf(role));
});
afterAll(() => testApp[Symbol.asyncDispose]());

function call({ method, path }: Operation, key: string | undefined, botId = TEST_BOT_ID): Promise<Response> {
  const address = path.replace('{botId}', botId).replace(/\{\w+\}/g, 'none');
  const hasBody = method === 'post' || method === 'patch';
  return testApp.request(address, {
    method: method.toUpperCase(),
    ...(hasBody ? { body: { impossible: true } } : {}),
    ...(key === undefined ? {} : { key }),
  });
}

const isRight = (right: string | undefined): right is Right => RIGHTS.some((known) => known === right);
const guarded = () => operations.filter((operation) => isRight(operation.right));

test('every route names a right, or says that it is open', () => {
  const nameless = operations.filter(
    ({ right }) => right !== 'public' && right !== 'visitor' && !isRight(right),
  );
  expect(nameless).toEqual([]);
  expect(guarded().length).toBeGreaterThan(10);
  const open = operations.filter(({ path }) => path.startsWith('/api/admin') || path.startsWith('/v1'));
  expect(open.filter(({ right }) => !isRight(right))).toEqual([]);
});

describe.each(ROLES)('as %s', (role) => {
  test('every route lets in exactly those whose role has its right', async () => {
    const wrong: string[] = [];
    for (const operation of guarded()) {
      const allowed = isRight(operation.right) && ROLE_RIGHTS[role].includes(operation.right);
      const { status } = await call(operation, keys.get(role));
      if ((status !== 403) !== allowed) wrong.push(`${operation.method} ${operation.path}: ${status}`);
      if (status === 401 || status >= 500) wrong.push(`${operation.method} ${operation.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});

test('no key, a wrong one and a revoked one are all told the same', async () => {
  const strangers = [undefined, 'foyer_nobody', 'sk-something'];
  for (const operation of guarded()) {
    for (const key of strangers) {
      const response = await call(operation, key);
      expect(`${operation.method} ${operation.path} ${response.status}`).toMatch(/ 401$/);
    }
  }
});

test('a key bound to one bot reaches no other, whatever its role', async () => {
  const key = await testApp.keyOf('admin', 'other');
  for (const operation of guarded().filter(({ path }) => path.includes('{botId}'))) {
    const { status } = await call(operation, key);
    expect(`${operation.method} ${operation.path} ${status}`).toMatch(/ 403$/);
  }
  const list = await testApp.request('/api/admin/bots', { key });
  const { bots } = (await list.json()) as { bots: { id: string }[] };
  expect(bots.map((bot) => bot.id)).toEqual(['other']);
  const create = await testApp.request('/api/admin/bots', { key, body: { name: 'x', settings: {} } });
  expect(create.status).toBe(403);
});

test('a document of another bot is not found under one’s own', async () => {
  const key = await testApp.keyOf('staff', 'other');
  const own = await testApp.request('/api/admin/bots/other/documents', { key });
  expect(own.status).toBe(200);
  const admin = keys.get('admin') ?? '';
  const shop = await testApp.request(`/api/admin/bots/${TEST_BOT_ID}/documents`, { key: admin });
  const { documents } = (await shop.json()) as { documents: { id: string }[] };
  for (const { id } of documents) {
    expect((await testApp.request(`/api/admin/bots/other/documents/${id}`, { key })).status).toBe(404);
    const remove = { method: 'DELETE', key };
    expect((await testApp.request(`/api/admin/bots/other/documents/${id}`, remove)).status).toBe(404);
  }
});
