import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { ROLE_RIGHTS } from '../../access/index.ts';
import {
  changePerson,
  invitePerson,
  listStaffNames,
  listTeam,
  mailInvitation,
  makeResetLink,
  revokeInvitation,
} from '../../accounts/index.ts';
import {
  invitePersonSchema,
  madeLinkSchema,
  meSchema,
  personChangeSchema,
  teamSchema,
} from '../../contract/index.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { consoleUrl } from './sign-in.ts';

const tags = ['team'];
const person = z.object({ userId: z.string().max(100) });

function routesOf(deps: HttpDeps) {
  const managing = { ...forKeys(deps, 'team:manage'), tags };
  const list = createRoute({
    method: 'get',
    path: '/',
    ...managing,
    summary: 'Everyone with an account, and the invitations that wait',
    responses: { 200: jsonResponse(teamSchema, 'The team.') },
  });
  const invite = createRoute({
    method: 'post',
    path: '/invitations',
    ...managing,
    summary: 'Invite a person: makes a link to hand on, and mails it where mail is set up',
    request: { body: jsonBody(invitePersonSchema) },
    responses: { 201: jsonResponse(madeLinkSchema, 'The link; it is told here and never again.') },
  });
  const revoke = createRoute({
    method: 'delete',
    path: '/invitations/{invitationId}',
    ...managing,
    summary: 'Take an invitation back',
    request: { params: z.object({ invitationId: z.string().max(100) }) },
    responses: { 204: { description: 'Its link opens nothing any more.' } },
  });
  const change = createRoute({
    method: 'patch',
    path: '/{userId}',
    ...managing,
    summary: 'Change a person’s role, disable or enable the account, take a lost second factor off',
    request: { params: person, body: jsonBody(personChangeSchema) },
    responses: { 200: jsonResponse(teamSchema, 'The team as it is now.') },
  });
  const reset = createRoute({
    method: 'post',
    path: '/{userId}/reset-link',
    ...managing,
    summary: 'Make a link with which a person sets a new password, within an hour',
    request: { params: person },
    responses: { 201: jsonResponse(madeLinkSchema, 'The link; it is told here and never again.') },
  });
  return { list, invite, revoke, change, reset };
}

export function teamRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  const { accounts } = deps;
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => c.json(await listTeam(accounts), 200))
    .openapi(routes.invite, async (c) => {
      const actor = c.get('actor');
      const { token, email, expiresAt } = await invitePerson(accounts, { actor, ...c.req.valid('json') });
      const url = `${consoleUrl(deps, c.req.url)}#invitation=${token}`;
      const mailed = await mailInvitation(accounts, { email, url, by: actor.name });
      return c.json({ url, expiresAt, mailed }, 201);
    })
    .openapi(routes.revoke, async (c) => {
      await revokeInvitation(accounts, { actor: c.get('actor'), ...c.req.valid('param') });
      return c.body(null, 204);
    })
    .openapi(routes.change, async (c) => {
      const change = withoutUndefined(c.req.valid('json'));
      await changePerson(accounts, { actor: c.get('actor'), ...c.req.valid('param'), ...change });
      return c.json(await listTeam(accounts), 200);
    })
    .openapi(routes.reset, async (c) => {
      const input = { actor: c.get('actor'), ...c.req.valid('param') };
      const { token, expiresAt } = await makeResetLink(accounts, input);
      return c.json({ url: `${consoleUrl(deps, c.req.url)}#reset=${token}`, expiresAt, mailed: false }, 201);
    });
}

/** Who asks, for a page that shows only what its reader may do. */
export function meRoutes(deps: HttpDeps) {
  const me = createRoute({
    method: 'get',
    path: '/',
    ...forKeys(deps, 'bots:read'),
    tags,
    summary: 'Who this session or key is, and what it may do',
    responses: { 200: jsonResponse(meSchema, 'Name, role and rights.') },
  });
  return new OpenAPIHono<HttpEnv>().openapi(me, async (c) => {
    const actor = c.get('actor');
    const { id, name, role, botId } = actor;
    const email = 'email' in actor && typeof actor.email === 'string' ? actor.email : null;
    const kind = email === null ? ('key' as const) : ('person' as const);
    const rights = [...ROLE_RIGHTS[role]];
    const staff =
      botId === null && rights.includes('lessons:read') ? await listStaffNames(deps.accounts) : [];
    return c.json({ kind, id, name, email, role, rights, botId, staff }, 200);
  });
}
