import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSignInLimits } from '../../../server/access/index.ts';
import { offerSetup } from '../../../server/accounts/index.ts';
import { listAudit } from '../../../server/audit/index.ts';
import { systemClock } from '../../../server/base/index.ts';
import { createTestApp, describeApps, type TestApp } from '../../support/app.ts';
import { addPerson, openSession, PASSWORD, setUpOwner } from '../../support/people.ts';

async function signIn(testApp: TestApp, email: string, password: string) {
  const session = openSession(testApp);
  const response = await session.request('/api/account/sign-in', { body: { email, password } });
  return { session, response };
}

describeApps('accounts', (open) => {
  test('the first owner sets the house up once, signs out, and in again', async () => {
    await using testApp = await open();
    const { accounts } = testApp.context;
    const options = async () => (await testApp.request('/api/account/options')).json();
    expect(await options()).toMatchObject({ needsSetup: true });
    const spare = await offerSetup(accounts);
    const owner = await setUpOwner(testApp, 'Ada@Example.org');
    expect(await options()).toMatchObject({ needsSetup: false });
    expect(await offerSetup(accounts)).toBeUndefined();
    const again = { token: spare?.token, name: 'Eve', email: 'eve@example.org', password: PASSWORD };
    const second = await openSession(testApp).request('/api/account/invitation/accept', { body: again });
    expect(second.status).toBe(400);

    expect(await (await owner.request('/api/admin/me')).json()).toMatchObject({
      kind: 'person',
      name: 'The owner',
      email: 'ada@example.org',
      role: 'owner',
      rights: expect.arrayContaining(['releases:publish', 'team:own']),
    });
    expect((await owner.request('/api/account/sign-out', { method: 'POST' })).status).toBe(204);
    expect((await owner.request('/api/admin/me')).status).toBe(401);
    const { session, response } = await signIn(testApp, ' ada@EXAMPLE.org'.trim(), PASSWORD);
    expect(await response.json()).toEqual({ outcome: 'signed-in' });
    expect((await session.request('/api/admin/me')).status).toBe(200);
    const verbs = (await listAudit(testApp.context.store, { limit: 50 })).map(({ verb }) => verb);
    expect(verbs).toEqual(expect.arrayContaining(['acceptInvitation', 'signIn', 'signOut']));
  });

  test('a wrong password and an unknown address are told the same, and every secret stays a secret', async () => {
    await using testApp = await open();
    await setUpOwner(testApp);
    const wrong = await signIn(testApp, 'owner@example.org', 'wrong but long enough');
    const unknown = await signIn(testApp, 'nobody@example.org', 'wrong but long enough');
    expect([wrong.response.status, unknown.response.status]).toEqual([401, 401]);
    const message = async (response: Response) => (await response.json()).error.message;
    expect(await message(wrong.response)).toBe(await message(unknown.response));
    expect(wrong.session.cookies.size).toBe(0);
    const { db } = testApp.context.store;
    const tables = ['users', 'user_sessions', 'user_logins', 'invitations', 'audit_entries'] as const;
    const kept = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
    expect(JSON.stringify(kept)).not.toContain(PASSWORD);
    expect(JSON.stringify(kept.at(-1))).not.toContain('example.org');
  });

  test('a session’s cookie is for our pages alone, and cannot be made from the database', async () => {
    await using testApp = await open();
    const owner = await setUpOwner(testApp);
    const { response } = await signIn(testApp, 'owner@example.org', PASSWORD);
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    const rows = await testApp.context.store.db.selectFrom('user_sessions').select('token').execute();
    for (const { token } of rows) {
      const headers = { cookie: `foyer.session_token=${token}` };
      expect((await testApp.request('/api/admin/me', { headers })).status).toBe(401);
    }
    const rename = (origin: Record<string, string>) =>
      owner.request('/api/account', { method: 'PATCH', body: { name: 'x' }, headers: origin });
    for (const origin of ['null', 'http://localhost.evil.test', 'http://localhost:81', 'https://localhost']) {
      expect(`${origin} ${(await rename({ origin })).status}`).toMatch(/ 403$/);
    }
    expect((await rename({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const silent = await testApp.request('/api/account', {
      method: 'PATCH',
      body: { name: 'x' },
      headers: { cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    expect(silent.status).toBe(403);
    expect((await rename({})).status).toBe(200);
  });

  test('an expired session opens nothing', async () => {
    await using testApp = await open();
    const owner = await setUpOwner(testApp);
    const { store } = testApp.context;
    const past = new Date(Date.now() - 1000);
    await store.db
      .updateTable('user_sessions')
      .set({ expires_at: store.dialect === 'postgres' ? past : past.toISOString() })
      .execute();
    expect((await owner.request('/api/admin/me')).status).toBe(401);
  });

  test('one’s own password: the old one is asked for, other devices are signed out', async () => {
    await using testApp = await open();
    const here = await setUpOwner(testApp);
    const { session: phone } = await signIn(testApp, 'owner@example.org', PASSWORD);
    const sessions = (await (await here.request('/api/account/sessions')).json()).sessions;
    expect(sessions.map((one: { current: boolean }) => one.current).sort()).toEqual([false, true]);
    const change = (current: string, next: string) =>
      here.request('/api/account/password', { body: { current, next } });
    expect((await change('not the old one at all', 'another good password')).status).toBe(400);
    expect((await change(PASSWORD, 'short')).status).toBe(400);
    expect((await change(PASSWORD, 'owner owner owner 12')).status).toBe(400);
    expect((await change(PASSWORD, 'another good password')).status).toBe(204);
    expect((await phone.request('/api/admin/me')).status).toBe(401);
    expect((await here.request('/api/admin/me')).status).toBe(200);
    expect((await signIn(testApp, 'owner@example.org', PASSWORD)).response.status).toBe(401);
  });

  test('signing out everywhere leaves this browser in', async () => {
    await using testApp = await open();
    const here = await setUpOwner(testApp);
    const { session: phone } = await signIn(testApp, 'owner@example.org', PASSWORD);
    expect((await here.request('/api/account/sessions/end-others', { method: 'POST' })).status).toBe(204);
    expect((await phone.request('/api/admin/me')).status).toBe(401);
    expect((await here.request('/api/admin/me')).status).toBe(200);
  });

  test('a reset link sets a password once, and ends every session', async () => {
    await using testApp = await open();
    const owner = await setUpOwner(testApp);
    const editor = await addPerson(testApp, 'editor');
    const { people } = await (await owner.request('/api/admin/team')).json();
    const id = people.find((person: { role: string }) => person.role === 'editor').id;
    const made = await owner.request(`/api/admin/team/${id}/reset-link`, { method: 'POST' });
    const token = new URL((await made.json()).url).hash.replace('#reset=', '');
    const reset = (body: unknown) => openSession(testApp).request('/api/account/password/reset', { body });
    expect((await reset({ token, password: 'short' })).status).toBe(400);
    expect((await reset({ token: 'made up', password: 'a new good password' })).status).toBe(400);
    expect((await reset({ token, password: 'a new good password' })).status).toBe(204);
    expect((await reset({ token, password: 'a third good password' })).status).toBe(400);
    expect((await editor.request('/api/admin/me')).status).toBe(401);
    const { response } = await signIn(testApp, 'editor@example.org', 'a new good password');
    expect(response.status).toBe(200);
  });
});

test('guessing is slowed down for the account, while others still sign in', async () => {
  const limits = { account: { burst: 3, perMinute: 1 }, address: { burst: 100, perMinute: 100 } };
  const signInLimits = createSignInLimits(systemClock, limits);
  await using testApp = await createTestApp({ overrides: { signInLimits } });
  await setUpOwner(testApp);
  await addPerson(testApp, 'editor');
  const guess = () => signIn(testApp, 'owner@example.org', 'wrong but long enough');
  const statuses: number[] = [];
  for (let tries = 0; tries < 4; tries += 1) statuses.push((await guess()).response.status);
  expect(statuses).toEqual([401, 401, 401, 429]);
  expect((await guess()).response.headers.get('retry-after')).toMatch(/^\d+$/);
  expect((await signIn(testApp, 'editor@example.org', PASSWORD)).response.status).toBe(200);
});

test('a forgotten password: mailed where mail is set up, and the answer never tells who has an account', async () => {
  await using testApp = await createTestApp();
  await setUpOwner(testApp);
  const mails: { to: string; text: string }[] = [];
  const sent = Promise.withResolvers<void>();
  testApp.context.accounts.sendMail = async (mail) => {
    mails.push(mail);
    sent.resolve();
  };
  const forgot = async (email: string) => {
    const response = await openSession(testApp).request('/api/account/password/forgot', { body: { email } });
    return [response.status, await response.text()];
  };
  const answers = [await forgot('nobody@example.org'), await forgot('owner@example.org')];
  expect(answers[0]).toEqual(answers[1]);
  await sent.promise;
  expect(mails.map(({ to }) => to)).toEqual(['owner@example.org']);
  expect(mails[0]?.text).toMatch(/\/console\/#reset=\S+/);
});

test('the key that signs sessions lies outside the database, for its owner alone', async () => {
  await using testApp = await createTestApp();
  const path = join(testApp.dataDir, 'secret-key');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readFile(path, 'utf8')).trim().length).toBeGreaterThanOrEqual(32);
});
