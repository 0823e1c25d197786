import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Conversation, OwnConversations } from '../../../server/contract/index.ts';
import { addTestBot, describeApps, TEST_BOT_ID, type TestApp } from '../../support/app.ts';
import { readParts, textOf } from '../../support/read-stream.ts';

const QUESTION = 'Can I return boots worn outside?';
const OTHER_BOT = 'other';

describeApps('visitors an organisation vouches for', (open) => {
  let app: TestApp;
  let admin: string;
  let key: { id: string; secret: string };
  beforeAll(async () => {
    app = await open({ script: 'Boots worn outside cannot be returned. [1]' });
    await addTestBot(app.context, OTHER_BOT);
    admin = await app.keyOf('admin');
    key = (await (await makeKey({ name: 'shop', algorithm: 'HS256' })).json()) as typeof key;
  });
  afterAll(() => app[Symbol.asyncDispose]());

  const makeKey = (body: object, botId = TEST_BOT_ID, by = admin) =>
    app.request(`/api/admin/bots/${botId}/identity-keys`, { key: by, body });

  type Claims = { sub?: unknown; aud?: string; exp?: string | number; name?: string; email?: string };
  function sign(claims: Claims, secret: string | CryptoKey = key.secret, header: object = { alg: 'HS256' }) {
    const { aud = TEST_BOT_ID, exp = '5m', ...rest } = claims;
    const token = new SignJWT(rest as JWTPayload)
      .setProtectedHeader(header as { alg: string })
      .setAudience(aud);
    if (exp !== '') token.setExpirationTime(exp);
    return token.sign(typeof secret === 'string' ? new TextEncoder().encode(secret) : secret);
  }

  const as = (token: string) => ({ headers: { 'x-foyer-identity': token } });
  const ask = (token: string, body: object = {}) =>
    app.request('/api/chat', {
      ...as(token),
      body: { botId: TEST_BOT_ID, message: { role: 'user', text: QUESTION }, ...body },
    });
  async function own(token: string, botId = TEST_BOT_ID): Promise<OwnConversations['conversations']> {
    const response = await app.request(`/api/chat?botId=${botId}`, as(token));
    expect(response.status).toBe(200);
    return ((await response.json()) as OwnConversations).conversations;
  }

  test('find their conversation in any browser; nobody else does', async () => {
    const ann = await sign({ sub: 'ann' });
    const response = await ask(ann, { id: 'mine' });
    expect(response.headers.get('x-foyer-session')).toBeNull();
    expect(textOf(await readParts(response))).toContain('cannot be returned');
    const [conversation] = await own(await sign({ sub: 'ann' }));
    expect(conversation).toMatchObject({ firstQuestion: QUESTION });
    const id = conversation?.id ?? '';
    expect((await app.request(`/api/chat/${id}`, as(await sign({ sub: 'ann' })))).status).toBe(200);

    const bob = await sign({ sub: 'bob' });
    expect(await own(bob)).toEqual([]);
    for (const path of [`/api/chat/${id}`, `/api/chat/${id}/stream`, '/api/chat/mine']) {
      expect((await app.request(path, as(bob))).status).toBe(404);
      expect((await app.request(path, { session: 'A'.repeat(43) })).status).toBe(404);
    }
    expect((await ask(bob, { id })).status).toBe(404);
  });

  test('are not merged with what the browser said before it was known who it is', async () => {
    const session = 'S'.repeat(43);
    const body = { botId: TEST_BOT_ID, id: 'before', message: { role: 'user', text: QUESTION } };
    await readParts(await app.request('/api/chat', { session, body }));
    const carol = await sign({ sub: 'carol' });
    const both = { session, headers: { 'x-foyer-identity': carol } };
    expect((await app.request('/api/chat/before', both)).status).toBe(404);
    expect(await own(carol)).toEqual([]);
  });

  test('reach one bot alone: a token for one is refused by another, and its conversations stay apart', async () => {
    const otherKey = (await (
      await makeKey({ name: 'o', algorithm: 'HS256' }, OTHER_BOT)
    ).json()) as typeof key;
    const here = await sign({ sub: 'dora' });
    const there = await sign({ sub: 'dora', aud: OTHER_BOT }, otherKey.secret);
    await readParts(await ask(here));
    expect(await own(there, OTHER_BOT)).toEqual([]);
    expect(await own(there, TEST_BOT_ID)).toEqual([]);
    expect((await ask(there)).status).toBe(401);
    const id = (await own(here))[0]?.id ?? '';
    expect((await app.request(`/api/chat/${id}`, as(there))).status).toBe(404);
    expect((await ask(await sign({ sub: 'dora', aud: OTHER_BOT }))).status).toBe(401);
  });

  test('staff read who it is, and that it was vouched for; a page alone only claims', async () => {
    const token = await sign({ sub: 'eve', name: 'Eve', email: 'eve@example.org' });
    const visitor = { name: 'Somebody else', page: '/cart', attributes: { plan: 'gold' } };
    await readParts(await ask(token, { visitor }));
    const read = async (id: string) => {
      const path = `/api/admin/bots/${TEST_BOT_ID}/conversations/${id}`;
      return ((await (await app.request(path, { key: admin })).json()) as Conversation).visitor;
    };
    expect(await read((await own(token))[0]?.id ?? '')).toEqual({
      id: 'eve',
      name: 'Eve',
      email: 'eve@example.org',
      page: '/cart',
      attributes: { plan: 'gold' },
      verified: true,
    });
    const body = { botId: TEST_BOT_ID, message: { role: 'user', text: QUESTION }, visitor: { name: 'Eve' } };
    const parts = await readParts(await app.request('/api/chat', { body }));
    const id = parts[0]?.type === 'start' ? parts[0].messageMetadata.conversationId : '';
    expect(await read(id)).toEqual({ name: 'Eve', verified: false });
  });

  test('what a page claims that does not fit is cut or left out, and the question is answered all the same', async () => {
    const visitor = {
      id: 4711,
      name: null,
      page: `/${'a'.repeat(600)}`,
      attributes: { plan: 'gold', seats: 3, since: null, basket: { items: 2 }, note: 'n'.repeat(400) },
    };
    const body = { botId: TEST_BOT_ID, message: { role: 'user', text: QUESTION }, visitor };
    const response = await app.request('/api/chat', { body });
    expect(response.status).toBe(200);
    const parts = await readParts(response);
    const id = parts[0]?.type === 'start' ? parts[0].messageMetadata.conversationId : '';
    const path = `/api/admin/bots/${TEST_BOT_ID}/conversations/${id}`;
    const read = ((await (await app.request(path, { key: admin })).json()) as Conversation).visitor;
    expect(read).toEqual({
      id: '4711',
      page: `/${'a'.repeat(499)}`,
      attributes: { plan: 'gold', seats: 3, note: 'n'.repeat(300) },
      verified: false,
    });
  });

  describe('a token is refused', () => {
    test.each([
      ['signed with another secret', () => sign({ sub: 'x' }, 'another secret that is long enough')],
      ['expired', () => sign({ sub: 'x', exp: Math.floor(Date.now() / 1000) - 120 })],
      ['without an end', () => sign({ sub: 'x', exp: '' })],
      ['good for more than a day', () => sign({ sub: 'x', exp: '3d' })],
      ['without a subject', () => sign({})],
      ['for a bot there is none of', () => sign({ sub: 'x', aud: 'nobody' })],
      [
        'naming a key there is none of',
        () => sign({ sub: 'x' }, key.secret, { alg: 'HS256', kid: 'idkey_none' }),
      ],
      ['with a number for a subject', () => sign({ sub: 4711 })],
      [
        'naming its key by what is no text',
        () => sign({ sub: 'x' }, key.secret, { alg: 'HS256', kid: { id: 1 } }),
      ],
      ['unsigned', async () => `${btoa('{"alg":"none"}')}.${btoa(`{"sub":"x","aud":"${TEST_BOT_ID}"}`)}.`],
      ['no token', async () => 'hello'],
      ['longer than any token', async () => 'x'.repeat(5_000)],
    ])('when it is %s', async (_name, make) => {
      const response = await ask(await make());
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ error: { code: 'unauthenticated' } });
    });

    test('once its key is revoked', async () => {
      const made = (await (await makeKey({ name: 'old', algorithm: 'HS256' })).json()) as typeof key;
      const token = await sign({ sub: 'fay' }, made.secret);
      expect((await app.request(`/api/chat?botId=${TEST_BOT_ID}`, as(token))).status).toBe(200);
      const path = `/api/admin/bots/${TEST_BOT_ID}/identity-keys/${made.id}`;
      expect((await app.request(path, { method: 'DELETE', key: admin })).status).toBe(204);
      expect((await app.request(`/api/chat?botId=${TEST_BOT_ID}`, as(token))).status).toBe(401);
      expect((await app.request(path, { method: 'DELETE', key: admin })).status).toBe(404);
    });
  });

  describe('an ES256 key', () => {
    test('vouches with its private half; its public half as an HS256 secret does not', async () => {
      const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
      const jwk = await exportJWK(publicKey);
      expect((await makeKey({ name: 'es', algorithm: 'ES256', publicKey: jwk })).status).toBe(201);
      const token = await sign({ sub: 'gus' }, privateKey, { alg: 'ES256' });
      expect((await app.request(`/api/chat?botId=${TEST_BOT_ID}`, as(token))).status).toBe(200);
      expect((await ask(await sign({ sub: 'gus' }, JSON.stringify(jwk)))).status).toBe(401);
    });

    test('is not taken with its private half, nor when it is none', async () => {
      const { privateKey } = await generateKeyPair('ES256', { extractable: true });
      const jwk = await exportJWK(privateKey);
      const refused = [
        { name: 'n', algorithm: 'ES256', publicKey: jwk },
        { name: 'n', algorithm: 'ES256' },
        { name: 'n', algorithm: 'ES256', publicKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } },
        { name: 'n', algorithm: 'HS256', publicKey: jwk },
      ];
      for (const body of refused) expect((await makeKey(body)).status).toBe(400);
    });
  });

  test('keys are made by admins alone, listed without secrets', async () => {
    for (const role of ['staff', 'reader', 'integrator'] as const) {
      expect(
        (await makeKey({ name: 'n', algorithm: 'HS256' }, TEST_BOT_ID, await app.keyOf(role))).status,
      ).toBe(403);
    }
    const list = await app.request(`/api/admin/bots/${TEST_BOT_ID}/identity-keys`, { key: admin });
    const text = await list.text();
    expect(text).toContain(key.id);
    expect(text).not.toContain(key.secret);
  });
});

describeApps('allowed sites', (open) => {
  test('are checked on every request about a conversation, not only when it begins', async () => {
    await using app = await open({ settings: { allowedOrigins: ['https://shop.example'] } });
    const session = 'T'.repeat(43);
    const from = (origin: string) => ({ session, headers: { origin } });
    const body = { botId: TEST_BOT_ID, id: 'c', message: { role: 'user', text: QUESTION } };
    await readParts(await app.request('/api/chat', { body, ...from('https://shop.example') }));
    const requests: [string, object][] = [
      ['/api/chat', { body }],
      [`/api/chat?botId=${TEST_BOT_ID}`, {}],
      ['/api/chat/c', {}],
      ['/api/chat/c/stream', {}],
      ['/api/chat/c/stop', { method: 'POST' }],
      ['/api/chat/c/live', {}],
      [`/api/bots/${TEST_BOT_ID}/public`, {}],
    ];
    for (const [path, options] of requests) {
      const response = await app.request(path, { ...options, ...from('https://evil.example') });
      expect(`${path} ${response.status}`).toBe(`${path} 403`);
    }
    expect((await app.request('/api/chat/c', from('https://shop.example'))).status).toBe(200);
    expect((await app.request('/api/chat/c', { session })).status).toBe(200);
  });
});
