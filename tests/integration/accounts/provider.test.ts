import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changePerson, findPerson, invitePerson } from '../../../server/accounts/index.ts';
import { listAudit } from '../../../server/audit/index.ts';
import type { Config } from '../../../server/config/index.ts';
import { createTestApp, describeApps, type TestApp } from '../../support/app.ts';
import {
  OIDC_CLIENT,
  type OidcServer,
  signInAtProvider,
  startOidcServer,
} from '../../support/oidc-server.ts';
import { addPerson, openSession, setUpOwner, type TestBrowserSession } from '../../support/people.ts';

const PEOPLE = [
  { sub: 'ed', email: 'Eddy@example.org', email_verified: true, name: 'Eddy from the provider' },
  { sub: 'mallory', email: 'owner@example.org', email_verified: false, name: 'Mallory' },
];
const OPERATOR = { id: 'system:test', name: 'Test', role: 'owner', botId: null } as const;

let oidc: OidcServer;
beforeAll(async () => {
  oidc = await startOidcServer(PEOPLE);
});
afterAll(() => oidc[Symbol.asyncDispose]());

function providerOf(role?: 'viewer'): NonNullable<Config['signIn']['provider']> {
  const { id: clientId, secret: clientSecret } = OIDC_CLIENT;
  return { issuer: oidc.issuer, clientId, clientSecret, name: 'Example', role, trustEmail: false };
}

/** Out to the provider and back; where the console is left, and as whom. */
async function enter(testApp: TestApp, sub: string, session = openSession(testApp)) {
  const started = await session.request('/api/account/sign-in/provider', { method: 'POST' });
  expect(started.status).toBe(200);
  const back = await signInAtProvider((await started.json()).url, sub);
  const response = await session.request(back.pathname + back.search);
  return { session, back, response, location: response.headers.get('location') ?? '' };
}

async function me(session: TestBrowserSession) {
  const response = await session.request('/api/admin/me');
  return response.status === 200 ? await response.json() : response.status;
}

describeApps('signing in through the organisation’s provider', (open) => {
  test('lets in who is invited, with the role of the invitation, and knows them again', async () => {
    await using testApp = await open({ provider: providerOf() });
    const { accounts } = testApp.context;
    const options = await (await testApp.request('/api/account/options')).json();
    expect(options.provider).toBe('Example');
    await setUpOwner(testApp);
    const stranger = await enter(testApp, 'ed');
    expect(stranger.location).toMatch(/\/console\/\?refused=1&error=/);
    expect(await me(stranger.session)).toBe(401);

    await invitePerson(accounts, { actor: OPERATOR, email: 'eddy@example.org', role: 'editor' });
    const first = await enter(testApp, 'ed');
    expect(first.location).toBe('http://localhost/console/');
    expect(await me(first.session)).toMatchObject({
      name: 'Eddy from the provider',
      email: 'eddy@example.org',
      role: 'editor',
    });
    const again = await enter(testApp, 'ed');
    expect(await me(again.session)).toMatchObject({ email: 'eddy@example.org' });
    const { people, invitations } = await (
      await addPerson(testApp, 'admin').then((admin) => admin.request('/api/admin/team'))
    ).json();
    expect(people.filter((person: { email: string }) => person.email === 'eddy@example.org')).toHaveLength(1);
    expect(invitations).toEqual([]);
    const verbs = (await listAudit(testApp.context.store, { limit: 50 })).map(({ verb }) => verb);
    expect(verbs.filter((verb) => verb === 'signInWithProvider')).toHaveLength(2);

    const { id: userId } = await findPerson(accounts, { email: 'eddy@example.org' });
    await changePerson(accounts, { actor: OPERATOR, userId, disabled: true });
    const disabled = await enter(testApp, 'ed');
    expect(disabled.location).toContain('refused=1');
    expect(await me(disabled.session)).toBe(401);
  });
});

describe('and', () => {
  test('an address that the provider does not vouch for takes over no account', async () => {
    await using testApp = await createTestApp({ provider: providerOf('viewer') });
    await setUpOwner(testApp);
    const mallory = await enter(testApp, 'mallory');
    expect(mallory.location).toContain('refused=1');
    expect(await me(mallory.session)).toBe(401);
    const newcomer = await enter(testApp, 'ed');
    expect(await me(newcomer.session)).toMatchObject({ role: 'viewer' });
  });

  test('a way back that was begun in another browser, or was used already, opens nothing', async () => {
    await using testApp = await createTestApp({ provider: providerOf('viewer') });
    const begun = openSession(testApp);
    const started = await begun.request('/api/account/sign-in/provider', { method: 'POST' });
    const back = await signInAtProvider((await started.json()).url, 'ed');
    const victim = openSession(testApp);
    const forced = await victim.request(back.pathname + back.search);
    expect(forced.headers.get('location')).toContain('refused=1');
    expect(await me(victim)).toBe(401);
    const used = await begun.request(back.pathname + back.search);
    expect(used.status).toBe(302);
  });

  test('a provider that is away keeps nobody from signing in with a password', async () => {
    const away = { ...providerOf(), issuer: 'http://127.0.0.1:9' };
    await using testApp = await createTestApp({ provider: away });
    const owner = await setUpOwner(testApp);
    expect(await me(owner)).toMatchObject({ role: 'owner' });
    const started = await openSession(testApp).request('/api/account/sign-in/provider', { method: 'POST' });
    expect([started.status, (await started.json()).error.message]).toEqual([
      504,
      expect.stringContaining('sign-in'),
    ]);
  });
});
