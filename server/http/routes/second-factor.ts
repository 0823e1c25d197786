import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import {
  type Caller,
  confirmSecondFactor,
  renewBackupCodes,
  type SessionActor,
  startSecondFactor,
  stopSecondFactor,
} from '../../accounts/index.ts';
import {
  backupCodesSchema,
  codeConfirmSchema,
  ownPasswordSchema,
  secondFactorStartSchema,
} from '../../contract/index.ts';
import { setCookies } from '../middleware/authenticate.ts';
import { forPeople, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

function routesOf(deps: HttpDeps) {
  const common = { ...forPeople(deps), tags: ['account'], method: 'post' as const };
  const start = createRoute({
    ...common,
    path: '/start',
    summary: 'Begin to set up an authenticator app; codes for a lost phone are told once',
    request: { body: jsonBody(ownPasswordSchema) },
    responses: { 200: jsonResponse(secondFactorStartSchema, 'What the app reads, and backup codes.') },
  });
  const confirm = createRoute({
    ...common,
    path: '/confirm',
    summary: 'Show with a first code that the app works; from then on one is asked for',
    request: { body: jsonBody(codeConfirmSchema) },
    responses: { 204: { description: 'On.' } },
  });
  const stop = createRoute({
    ...common,
    path: '/stop',
    summary: 'Ask for no code any more',
    request: { body: jsonBody(ownPasswordSchema) },
    responses: { 204: { description: 'Off.' } },
  });
  const codes = createRoute({
    ...common,
    path: '/backup-codes',
    summary: 'New backup codes; the old ones end',
    request: { body: jsonBody(ownPasswordSchema) },
    responses: { 200: jsonResponse(backupCodesSchema, 'The codes, told here and never again.') },
  });
  return { start, confirm, stop, codes };
}

/** The second factor of one's own account. */
export function secondFactorRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  const { accounts } = deps;
  /** Each of these is a try at a password or code. */
  const own = ({ userId, email }: SessionActor, caller: Caller) => {
    deps.signInLimits.admit({ address: caller.address, account: email });
    return { userId, caller };
  };
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.start, async (c) => {
      return c.json(
        await startSecondFactor(accounts, {
          ...own(c.get('actor'), c.get('caller')),
          ...c.req.valid('json'),
        }),
        200,
      );
    })
    .openapi(routes.confirm, async (c) => {
      setCookies(
        c,
        (
          await confirmSecondFactor(accounts, {
            ...own(c.get('actor'), c.get('caller')),
            ...c.req.valid('json'),
          })
        ).cookies,
      );
      return c.body(null, 204);
    })
    .openapi(routes.stop, async (c) => {
      setCookies(
        c,
        (
          await stopSecondFactor(accounts, {
            ...own(c.get('actor'), c.get('caller')),
            ...c.req.valid('json'),
          })
        ).cookies,
      );
      return c.body(null, 204);
    })
    .openapi(routes.codes, async (c) => {
      return c.json(
        await renewBackupCodes(accounts, { ...own(c.get('actor'), c.get('caller')), ...c.req.valid('json') }),
        200,
      );
    });
}
