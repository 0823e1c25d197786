import { expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../support/app.ts';
import { foyer } from '../../support/cli.ts';
import { addPerson, openSession, PASSWORD, setUpOwner } from '../../support/people.ts';

const signIn = (testApp: TestApp, password: string) =>
  openSession(testApp).request('/api/account/sign-in', { body: { email: 'owner@example.org', password } });

test('an owner who is locked out, without any mail, gets back in from the server’s shell', async () => {
  await using testApp = await createTestApp();
  const run = (...args: string[]) => foyer(['users', ...args], { env: { FOYER_DATA: testApp.dataDir } });
  await setUpOwner(testApp);
  const agent = await addPerson(testApp, 'agent');

  expect((await run('list')).stdout).toMatch(/owner@example\.org +owner +in force +off +The owner/);
  const reset = await run('reset-password', 'Owner@example.org', '--without-second-factor');
  expect(reset.code).toBe(0);
  const token = new URL(reset.stdout.trim()).hash.replace('#reset=', '');
  const body = { token, password: 'a new good password' };
  expect((await openSession(testApp).request('/api/account/password/reset', { body })).status).toBe(204);
  expect((await signIn(testApp, 'a new good password')).status).toBe(200);

  expect((await run('disable', 'owner@example.org')).stderr).toMatch(/Somebody has to be owner/);
  expect((await run('make-owner', 'agent@example.org')).stdout).toBe('agent@example.org is owner.\n');
  expect((await run('disable', 'owner@example.org')).code).toBe(0);
  expect((await signIn(testApp, 'a new good password')).status).toBe(403);
  expect(await (await agent.request('/api/admin/me')).json()).toMatchObject({ role: 'owner' });
  expect((await run('enable', 'owner@example.org')).code).toBe(0);

  const invited = await run('invite', 'eddy@example.org', '--role', 'editor');
  const invitation = new URL(invited.stdout.trim()).hash.replace('#invitation=', '');
  const accept = { token: invitation, name: 'Eddy', password: PASSWORD };
  const accepted = await openSession(testApp).request('/api/account/invitation/accept', { body: accept });
  expect(accepted.status).toBe(200);
  expect(await run('reset-password', 'nobody@example.org')).toMatchObject({ code: 1, stdout: '' });
  expect(await run('invite', 'x@example.org', '--role', 'king')).toMatchObject({ code: 2 });
});
