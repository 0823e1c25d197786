import { expect, test } from 'vitest';
import { listAudit } from '../../../server/audit/index.ts';
import { describeApps, type TestApp } from '../../support/app.ts';
import {
  addPerson,
  openSession,
  PASSWORD,
  setUpOwner,
  type TestBrowserSession,
} from '../../support/people.ts';

type Person = { id: string; email: string; role: string; disabled: boolean };

async function people(session: TestBrowserSession): Promise<Person[]> {
  return (await (await session.request('/api/admin/team')).json()).people;
}

async function idOf(session: TestBrowserSession, email: string): Promise<string> {
  return (await people(session)).find((person) => person.email === email)?.id ?? '';
}

function change(session: TestBrowserSession, id: string, body: unknown): Promise<Response> {
  return session.request(`/api/admin/team/${id}`, { method: 'PATCH', body });
}

async function tokenOf(response: Response): Promise<string> {
  return new URL((await response.json()).url).hash.replace('#invitation=', '');
}

function accept(testApp: TestApp, token: string, extra: Record<string, unknown> = {}): Promise<Response> {
  const body = { token, name: 'Eddy', password: PASSWORD, ...extra };
  return openSession(testApp).request('/api/account/invitation/accept', { body });
}

describeApps('the team', (open) => {
  test('an admin invites an editor, whose link works once and who cannot publish', async () => {
    await using testApp = await open();
    await setUpOwner(testApp);
    const admin = await addPerson(testApp, 'admin');
    const body = { email: 'Eddy@example.org', role: 'editor' };
    const invited = await admin.request('/api/admin/team/invitations', { body });
    expect(invited.status).toBe(201);
    const token = await tokenOf(invited);
    const look = await openSession(testApp).request('/api/account/invitation', { body: { token } });
    expect(await look.json()).toEqual({ email: 'eddy@example.org', role: 'editor' });

    expect((await accept(testApp, token, { password: 'short' })).status).toBe(400);
    const eddy = openSession(testApp);
    const acceptance = { token, name: ' Eddy ', password: PASSWORD, email: 'someone-else@example.org' };
    const accepted = await eddy.request('/api/account/invitation/accept', { body: acceptance });
    expect(accepted.status).toBe(200);
    expect((await accept(testApp, token)).status).toBe(400);
    expect(await (await eddy.request('/api/admin/me')).json()).toMatchObject({
      name: 'Eddy',
      email: 'eddy@example.org',
      role: 'editor',
    });
    const bots = '/api/admin/bots/shop';
    expect((await eddy.request(`${bots}/documents`)).status).toBe(200);
    const publish = { body: { versionId: 'none', expectedReleaseId: null } };
    expect((await eddy.request(`${bots}/releases`, publish)).status).toBe(403);
    expect((await eddy.request('/api/admin/team')).status).toBe(403);
    const { staff } = await (await eddy.request('/api/admin/me')).json();
    expect(staff.map(({ name }: { name: string }) => name)).toContain('Eddy');
    expect(JSON.stringify(staff)).not.toContain('@');
    const key = await testApp.keyOf('integrator');
    expect(await (await testApp.request('/api/admin/me', { key })).json()).toMatchObject({ staff: [] });
    expect((await eddy.request('/api/admin/team/invitations', { body })).status).toBe(403);
  });

  test('an invitation that was taken back, or replaced by a newer one, opens nothing', async () => {
    await using testApp = await open();
    const owner = await setUpOwner(testApp);
    const body = { email: 'eddy@example.org', role: 'agent' };
    const first = await tokenOf(await owner.request('/api/admin/team/invitations', { body }));
    const second = await tokenOf(await owner.request('/api/admin/team/invitations', { body }));
    expect((await accept(testApp, first)).status).toBe(400);
    const { invitations } = await (await owner.request('/api/admin/team')).json();
    expect(invitations).toHaveLength(1);
    const path = `/api/admin/team/invitations/${invitations[0].id}`;
    expect((await owner.request(path, { method: 'DELETE' })).status).toBe(204);
    expect((await owner.request(path, { method: 'DELETE' })).status).toBe(404);
    expect((await accept(testApp, second)).status).toBe(400);
  });

  test('two who accept the same link at once make one account', async () => {
    await using testApp = await open();
    const owner = await setUpOwner(testApp);
    const body = { email: 'eddy@example.org', role: 'agent' };
    const token = await tokenOf(await owner.request('/api/admin/team/invitations', { body }));
    const statuses = await Promise.all([accept(testApp, token), accept(testApp, token)]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect(await people(owner)).toHaveLength(2);
  });

  test('a changed role counts from the next request; a disabled person is out at once, and stays out', async () => {
    await using testApp = await open();
    const owner = await setUpOwner(testApp);
    const agent = await addPerson(testApp, 'agent');
    const id = await idOf(owner, 'agent@example.org');
    const upload = () => agent.request('/api/admin/bots/shop/lessons', { body: { impossible: true } });
    expect((await upload()).status).toBe(403);
    expect((await change(owner, id, { role: 'editor' })).status).toBe(200);
    expect((await upload()).status).toBe(400);
    expect((await change(owner, id, { disabled: true })).status).toBe(200);
    expect((await agent.request('/api/admin/me')).status).toBe(401);
    const body = { email: 'agent@example.org', password: PASSWORD };
    const back = await openSession(testApp).request('/api/account/sign-in', { body });
    expect([back.status, back.headers.getSetCookie().filter((line) => !/max-age=0/i.test(line))]).toEqual([
      403,
      [],
    ]);
    await change(owner, id, { disabled: false });
    expect((await openSession(testApp).request('/api/account/sign-in', { body })).status).toBe(200);
    const [entry] = (await listAudit(testApp.context.store, { subject: `user:${id}`, limit: 9 })).filter(
      ({ verb }) => verb === 'changePerson',
    );
    expect(entry?.details).toMatchObject({ before: { disabled: true }, after: { disabled: false } });
  });

  test('an admin has no power over owners, and somebody always owns the house', async () => {
    await using testApp = await open();
    const owner = await setUpOwner(testApp);
    const admin = await addPerson(testApp, 'admin');
    const [ownerId, adminId] = [
      await idOf(owner, 'owner@example.org'),
      await idOf(owner, 'admin@example.org'),
    ];
    expect((await change(admin, ownerId, { role: 'viewer' })).status).toBe(403);
    expect((await change(admin, ownerId, { disabled: true })).status).toBe(403);
    expect((await change(admin, adminId, { role: 'owner' })).status).toBe(403);
    const link = await admin.request(`/api/admin/team/${ownerId}/reset-link`, { method: 'POST' });
    expect(link.status).toBe(403);
    const invite = { email: 'x@example.org', role: 'owner' };
    expect((await admin.request('/api/admin/team/invitations', { body: invite })).status).toBe(403);
    expect((await change(admin, adminId, { disabled: true })).status).toBe(409);
    expect((await change(owner, ownerId, { role: 'admin' })).status).toBe(409);
    expect((await change(owner, adminId, { role: 'owner' })).status).toBe(200);
    expect((await change(owner, ownerId, { role: 'admin' })).status).toBe(200);
    expect((await change(owner, adminId, { role: 'viewer' })).status).toBe(403);
  });
});
