import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  authenticate,
  createApiKey,
  ensureFirstAdminKey,
  listApiKeys,
  newVisitorSession,
  ownsVisitorSession,
  revokeApiKey,
} from '../../../server/access/index.ts';
import { listAudit } from '../../../server/audit/index.ts';
import { handClock } from '../../support/clock.ts';
import { insertBotRow } from '../../support/rows.ts';
import { describeStores, openTestStore } from '../../support/store.ts';

const actor = 'system:test';

describeStores('API keys', (open) => {
  test('the secret opens the door until it is revoked', async () => {
    await using store = await open();
    await insertBotRow(store, 'bot');
    const deps = { store, clock: handClock() };
    const key = await createApiKey(deps, { actor, name: 'Shop', role: 'integrator', botId: 'bot' });
    expect(await authenticate(deps, key.secret)).toEqual({
      id: `key:${key.id}`,
      name: 'Shop',
      role: 'integrator',
      botId: 'bot',
    });
    await revokeApiKey(deps, { actor, keyId: key.id });
    await revokeApiKey(deps, { actor, keyId: key.id });
    await expect(authenticate(deps, key.secret)).rejects.toMatchObject({ code: 'unauthenticated' });
    const verbs = (await listAudit(store, { limit: 9 })).map((entry) => entry.verb);
    expect(verbs).toEqual(['revokeApiKey', 'createApiKey']);
  });

  test('no secret is stored or listed', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    const { secret } = await createApiKey(deps, { actor, name: 'Shop', role: 'reader' });
    const everything = JSON.stringify([
      await store.db.selectFrom('api_keys').selectAll().execute(),
      await store.db.selectFrom('audit_entries').selectAll().execute(),
      await listApiKeys(deps),
    ]);
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(secret.slice('foyer_'.length));
  });

  test('every wrong secret is refused alike', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    const { secret } = await createApiKey(deps, { actor, name: 'Shop', role: 'reader' });
    const wrong = [
      '',
      'foyer_',
      `${secret}x`,
      secret.slice(6),
      secret.toUpperCase(),
      `foyer_${'x'.repeat(1e6)}`,
      "' or 1=1 --",
    ];
    const refusals = await Promise.all(
      wrong.map((text) => authenticate(deps, text).catch((thrown: Error) => thrown.message)),
    );
    expect(new Set(refusals).size).toBe(1);
  });

  test('a key for a bot that is not there, or without a name, is refused', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    const forNobody = createApiKey(deps, { actor, name: 'Shop', role: 'reader', botId: 'none' });
    await expect(forNobody).rejects.toMatchObject({ code: 'not_found' });
    await expect(createApiKey(deps, { actor, name: ' ', role: 'reader' })).rejects.toMatchObject({
      code: 'bad_request',
    });
    expect(await listApiKeys(deps)).toEqual([]);
  });

  test('when it was last used is noted at most once a minute', async () => {
    await using store = await open();
    const clock = handClock();
    const deps = { store, clock };
    const { secret } = await createApiKey(deps, { actor, name: 'Shop', role: 'reader' });
    const lastUsed = async () => (await listApiKeys(deps))[0]?.lastUsedAt;
    const first = clock.now();
    await authenticate(deps, secret);
    clock.advance(59_000);
    await authenticate(deps, secret);
    expect(await lastUsed()).toBe(first);
    clock.advance(2_000);
    await authenticate(deps, secret);
    expect(await lastUsed()).toBe(clock.now());
  });
});

describeStores('the first admin key', (open) => {
  test('is made once, kept for its owner alone, and found again', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    const first = await ensureFirstAdminKey(deps, store);
    expect(first?.created).toBe(true);
    expect(await ensureFirstAdminKey(deps, store)).toEqual({ secret: first?.secret, created: false });
    expect((await authenticate(deps, first?.secret ?? '')).role).toBe('admin');
    expect((await stat(join(store.dataDir, 'admin-key'))).mode & 0o777).toBe(0o600);
  });

  test('is not made again when the operator took the file away', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    await ensureFirstAdminKey(deps, store);
    await rm(join(store.dataDir, 'admin-key'));
    expect(await ensureFirstAdminKey(deps, store)).toBeUndefined();
  });

  test('a revoked one is replaced, not revived', async () => {
    await using store = await open();
    const deps = { store, clock: handClock() };
    const first = await ensureFirstAdminKey(deps, store);
    const [key] = await listApiKeys(deps);
    await revokeApiKey(deps, { actor, keyId: key?.id ?? '' });
    const second = await ensureFirstAdminKey(deps, store);
    expect(second?.created).toBe(true);
    expect(second?.secret).not.toBe(first?.secret);
  });
});

test('a crash between file and row leaves the printed key working', async () => {
  await using before = await openTestStore();
  const clock = handClock();
  const first = await ensureFirstAdminKey({ store: before, clock }, before);
  await using after = await openTestStore();
  const again = await ensureFirstAdminKey({ store: after, clock }, { dataDir: before.dataDir });
  expect(again?.secret).toBe(first?.secret);
  expect(await readFile(join(before.dataDir, 'admin-key'), 'utf8')).toBe(`${first?.secret}\n`);
});

test('a visitor’s session opens only the conversation it was made for', () => {
  const [mine, theirs] = [newVisitorSession(), newVisitorSession()];
  expect(ownsVisitorSession(mine.hash, mine.secret)).toBe(true);
  expect(ownsVisitorSession(mine.hash, theirs.secret)).toBe(false);
  expect(ownsVisitorSession('', mine.secret)).toBe(false);
  expect(ownsVisitorSession(mine.hash, mine.hash)).toBe(false);
});
