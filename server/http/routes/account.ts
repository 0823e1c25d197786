import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import {
  changePassword,
  changeProfile,
  endOtherSessions,
  getProfile,
  listSessions,
} from '../../accounts/index.ts';
import {
  passwordChangeSchema,
  profileChangeSchema,
  profileSchema,
  sessionListSchema,
} from '../../contract/index.ts';
import { setCookies } from '../middleware/authenticate.ts';
import { forPeople, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['account'];
const done = { 204: { description: 'Done.' } };

function routesOf(deps: HttpDeps) {
  const common = { ...forPeople(deps), tags };
  const profile = createRoute({
    method: 'get',
    path: '/',
    ...common,
    summary: 'One’s own account',
    responses: { 200: jsonResponse(profileSchema, 'The account of who is signed in.') },
  });
  const change = createRoute({
    method: 'patch',
    path: '/',
    ...common,
    summary: 'Change one’s name',
    request: { body: jsonBody(profileChangeSchema) },
    responses: { 200: jsonResponse(profileSchema, 'The account as it is now.') },
  });
  const password = createRoute({
    method: 'post',
    path: '/password',
    ...common,
    summary: 'Change one’s password; ends all other sessions',
    request: { body: jsonBody(passwordChangeSchema) },
    responses: done,
  });
  const sessions = createRoute({
    method: 'get',
    path: '/sessions',
    ...common,
    summary: 'Where one is signed in',
    responses: { 200: jsonResponse(sessionListSchema, 'The sessions, the latest first.') },
  });
  const endOthers = createRoute({
    method: 'post',
    path: '/sessions/end-others',
    ...common,
    summary: 'Sign out everywhere but here',
    responses: done,
  });
  return { profile, change, password, sessions, endOthers };
}

/** What a person does with their own account. */
export function accountRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  const { accounts } = deps;
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.profile, async (c) => c.json(await getProfile(accounts, c.get('actor')), 200))
    .openapi(routes.change, async (c) => {
      const { userId } = c.get('actor');
      await changeProfile(accounts, { userId, ...c.req.valid('json') });
      return c.json(await getProfile(accounts, { userId }), 200);
    })
    .openapi(routes.password, async (c) => {
      const { userId, email } = c.get('actor');
      deps.signInLimits.admit({ address: c.get('address'), account: email });
      const input = { caller: c.get('caller'), userId, email, ...c.req.valid('json') };
      setCookies(c, (await changePassword(accounts, input)).cookies);
      return c.body(null, 204);
    })
    .openapi(routes.sessions, async (c) => {
      return c.json({ sessions: await listSessions(accounts, { caller: c.get('caller') }) }, 200);
    })
    .openapi(routes.endOthers, async (c) => {
      const { userId } = c.get('actor');
      await endOtherSessions(accounts, { caller: c.get('caller'), userId });
      return c.body(null, 204);
    });
}
