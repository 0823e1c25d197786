import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  KEY_ROLES,
  RIGHTS,
  type Right,
  ROLE_RIGHTS,
  type Role,
  USER_ROLES,
} from '../../../server/access/index.ts';
import {
  addTestBot,
  createTestApp,
  type RequestOptions,
  TEST_BOT_ID,
  type TestApp,
} from '../../support/app.ts';
import { addPerson } from '../../support/people.ts';

type Operation = { method: string; path: string; right: string | undefined };

/** Files and pages that are the same for everybody; most are only there once they are built. */
const PLAIN_FILES = /^get \/(openapi\.json|(console|demo|widget)(\/\*)?|widget\.js)?$/;

let testApp: TestApp;
let operations: Operation[];

type Ask = (path: string, options: RequestOptions) => Promise<Response>;
type Asker = { name: string; role: Role; kind: 'key' | 'person' };
const ASKERS: readonly Asker[] = [
  ...KEY_ROLES.map((role) => ({ name: `a key of ${role}`, role, kind: 'key' as const })),
  ...USER_ROLES.map((role) => ({ name: `the ${role}, signed in`, role, kind: 'person' as const })),
];
const asks = new Map<string, Ask>();
let adminKey: string;

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
  for (const role of KEY_ROLES) {
    const key = await testApp.keyOf(role);
    asks.set(`a key of ${role}`, (path, options) => testApp.request(path, { ...options, key }));
  }
  for (const role of USER_ROLES) {
    asks.set(`the ${role}, signed in`, (await addPerson(testApp, role)).request);
  }
  adminKey = await testApp.keyOf('admin');
});
afterAll(() => testApp[Symbol.asyncDispose]());

/** A request that only its right lets through: the body is none that a route takes. */
function call({ method, path }: Operation, ask: Ask, botId = TEST_BOT_ID): Promise<Response> {
  const address = path.replace('{botId}', botId).replace(/\{\w+\}/g, 'none');
  const hasBody = method === 'post' || method === 'patch' || method === 'put';
  return ask(address, { method: method.toUpperCase(), ...(hasBody ? { body: { impossible: true } } : {}) });
}

const withKey =
  (key: string | undefined): Ask =>
  (path, options) =>
    testApp.request(path, { ...options, ...(key === undefined ? {} : { key }) });

const isRight = (right: string | undefined): right is Right => RIGHTS.some((known) => known === right);
const guarded = () => operations.filter((operation) => isRight(operation.right));

test('every route names a right, or says that it is open', () => {
  const nameless = operations.filter(
    ({ right }) => !['public', 'visitor', 'person'].includes(right ?? '') && !isRight(right),
  );
  expect(nameless).toEqual([]);
  expect(guarded().length).toBeGreaterThan(10);
  const open = operations.filter(({ path }) => path.startsWith('/api/admin') || path.startsWith('/v1'));
  expect(open.filter(({ right }) => !isRight(right))).toEqual([]);
});

test('every route of the app is described, and so names its right', () => {
  const described = new Set(
    operations.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  const routes = testApp.app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/\/$/, '') || '/'}`);
  const undescribed = new Set(routes.filter((route) => !described.has(route) && !described.has(`${route}/`)));
  expect([...undescribed].filter((route) => !PLAIN_FILES.test(route))).toEqual([]);
});

describe.each(ASKERS)('$name', ({ name, role, kind }) => {
  const ask: Ask = (path, options) => asks.get(name)?.(path, options) ?? Promise.reject(new Error(name));

  test('every route lets in exactly those whose role has its right', async () => {
    const wrong: string[] = [];
    for (const operation of guarded()) {
      const allowed = isRight(operation.right) && ROLE_RIGHTS[role].includes(operation.right);
      const { status } = await call(operation, ask);
      if ((status !== 403) !== allowed) wrong.push(`${operation.method} ${operation.path}: ${status}`);
      if (status === 401 || status >= 500) wrong.push(`${operation.method} ${operation.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  test('one’s own account is a person’s', async () => {
    const own = operations.filter(({ right }) => right === 'person');
    expect(own.length).toBeGreaterThan(3);
    for (const operation of own.filter(({ path }) => kind === 'key' || !path.includes('end-others'))) {
      const { status } = await call(operation, ask);
      expect(`${operation.method} ${operation.path} ${status}`).toMatch(
        kind === 'key' ? / 40[13]$/ : / (200|400)$/,
      );
    }
  });
});

test('a person’s session changes nothing for another site’s page', async () => {
  const ask = asks.get('the owner, signed in');
  const changing = operations.filter(
    ({ method, path }) => method !== 'get' && /^\/api\/(admin|account)(\/|$)/.test(path),
  );
  expect(changing.length).toBeGreaterThan(20);
  for (const operation of changing) {
    const foreign: Ask = (path, options) =>
      ask?.(path, { ...options, headers: { origin: 'https://evil.test' } }) ?? Promise.reject(new Error());
    const { status } = await call(operation, foreign);
    expect(`${operation.method} ${operation.path} ${status}`).toMatch(/ 403$/);
  }
});

test('no key, a wrong one and a revoked one are all told the same', async () => {
  const strangers = [undefined, 'foyer_nobody', 'sk-something'];
  for (const operation of guarded()) {
    for (const key of strangers) {
      const response = await call(operation, withKey(key));
      expect(`${operation.method} ${operation.path} ${response.status}`).toMatch(/ 401$/);
    }
  }
});

test('a key bound to one bot reaches no other, whatever its role', async () => {
  const key = await testApp.keyOf('admin', 'other');
  for (const operation of guarded().filter(({ path }) => path.includes('{botId}'))) {
    const { status } = await call(operation, withKey(key));
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
  const shop = await testApp.request(`/api/admin/bots/${TEST_BOT_ID}/documents`, { key: adminKey });
  const { documents } = (await shop.json()) as { documents: { id: string }[] };
  for (const { id } of documents) {
    expect((await testApp.request(`/api/admin/bots/other/documents/${id}`, { key })).status).toBe(404);
    const remove = { method: 'DELETE', key };
    expect((await testApp.request(`/api/admin/bots/other/documents/${id}`, remove)).status).toBe(404);
  }
});
