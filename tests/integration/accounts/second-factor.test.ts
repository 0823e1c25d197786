import { expect, test } from 'vitest';
import { describeApps, type TestApp } from '../../support/app.ts';
import { codeOf, openSession, PASSWORD, setUpOwner, type TestBrowserSession } from '../../support/people.ts';

const EMAIL = 'owner@example.org';

const secretOf = (uri: string) => new URL(uri).searchParams.get('secret') ?? '';

async function post(session: TestBrowserSession, path: string, body: unknown): Promise<Response> {
  return session.request(`/api/account/${path}`, { body });
}

async function turnOn(session: TestBrowserSession): Promise<{ uri: string; backupCodes: string[] }> {
  const started = await (await post(session, 'second-factor/start', { password: PASSWORD })).json();
  const confirmed = await post(session, 'second-factor/confirm', { code: codeOf(secretOf(started.uri)) });
  expect(confirmed.status).toBe(204);
  return started;
}

async function signIn(testApp: TestApp): Promise<TestBrowserSession> {
  const session = openSession(testApp);
  const response = await post(session, 'sign-in', { email: EMAIL, password: PASSWORD });
  expect(await response.json()).toEqual({ outcome: 'second-factor' });
  expect((await session.request('/api/admin/me')).status).toBe(401);
  return session;
}

describeApps('the second factor', (open) => {
  test('is set up with a code, then asked for; backup codes work once; it goes off with the password', async () => {
    await using testApp = await open();
    const owner = await setUpOwner(testApp);
    expect((await post(owner, 'second-factor/start', { password: 'not my password' })).status).toBe(400);
    const { uri, backupCodes } = await turnOn(owner);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Foyer/);
    expect((await owner.request('/api/admin/me')).status).toBe(200);
    const rows = await testApp.context.store.db.selectFrom('user_two_factors').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secretOf(uri));

    const byApp = await signIn(testApp);
    const wrong = await post(byApp, 'sign-in/code', { code: '000000', kind: 'app' });
    expect(wrong.status).toBe(400);
    expect((await post(byApp, 'sign-in/code', { code: codeOf(secretOf(uri)), kind: 'app' })).status).toBe(
      200,
    );
    expect((await byApp.request('/api/admin/me')).status).toBe(200);

    const code = backupCodes[0] ?? '';
    const byBackup = await signIn(testApp);
    expect((await post(byBackup, 'sign-in/code', { code, kind: 'backup' })).status).toBe(200);
    const again = await signIn(testApp);
    expect((await post(again, 'sign-in/code', { code, kind: 'backup' })).status).toBe(400);
    const renewed = await post(byApp, 'second-factor/backup-codes', { password: PASSWORD });
    expect((await renewed.json()).backupCodes).toHaveLength(backupCodes.length);
    const old = { code: backupCodes[1], kind: 'backup' };
    expect((await post(again, 'sign-in/code', old)).status).toBe(400);

    expect((await post(byApp, 'second-factor/stop', { password: PASSWORD })).status).toBe(204);
    const plain = await post(openSession(testApp), 'sign-in', { email: EMAIL, password: PASSWORD });
    expect(await plain.json()).toEqual({ outcome: 'signed-in' });
  });

  test('codes cannot be guessed, and a device may be trusted', async () => {
    await using testApp = await open();
    const { uri } = await turnOn(await setUpOwner(testApp));
    const trusted = await signIn(testApp);
    const kept = await post(trusted, 'sign-in/code', {
      code: codeOf(secretOf(uri)),
      kind: 'app',
      trustDevice: true,
    });
    expect(kept.status).toBe(200);
    expect((await post(trusted, 'sign-out', {})).status).toBe(204);
    const back = await post(trusted, 'sign-in', { email: EMAIL, password: PASSWORD });
    expect(await back.json()).toEqual({ outcome: 'signed-in' });

    const guesser = await signIn(testApp);
    const statuses: number[] = [];
    for (let tries = 0; tries < 7; tries += 1) {
      statuses.push((await post(guesser, 'sign-in/code', { code: '000000', kind: 'app' })).status);
    }
    expect(statuses.slice(0, 5)).toEqual([400, 400, 400, 400, 400]);
    expect(statuses.slice(5).every((status) => status === 401 || status === 429)).toBe(true);
    expect(
      (await post(guesser, 'sign-in/code', { code: codeOf(secretOf(uri)), kind: 'app' })).status,
    ).not.toBe(200);
  });
});
