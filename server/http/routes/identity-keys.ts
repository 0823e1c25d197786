import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createIdentityKey, listIdentityKeys, revokeIdentityKey } from '../../access/index.ts';
import {
  identityKeyCreateSchema,
  identityKeyListSchema,
  newIdentityKeySchema,
} from '../../contract/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['identity'];

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/identity-keys',
    ...forKeys(deps, 'keys:manage'),
    tags,
    summary: 'The keys that vouch for this bot’s visitors; never a secret',
    request: { params: botParams },
    responses: { 200: jsonResponse(identityKeyListSchema, 'The keys, newest first.') },
  });
  const create = createRoute({
    method: 'post',
    path: '/{botId}/identity-keys',
    ...forKeys(deps, 'keys:manage'),
    tags,
    summary: 'Make a key that vouches for visitors',
    request: { params: botParams, body: jsonBody(identityKeyCreateSchema) },
    responses: { 201: jsonResponse(newIdentityKeySchema, 'The key; a secret is told here and never again.') },
  });
  const revoke = createRoute({
    method: 'delete',
    path: '/{botId}/identity-keys/{keyId}',
    ...forKeys(deps, 'keys:manage'),
    tags,
    summary: 'Revoke a key, with effect from the next request',
    request: { params: botParams.extend({ keyId: z.string().max(100) }) },
    responses: { 204: { description: 'Revoked.' } },
  });
  return { list, create, revoke };
}

export function identityKeyRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) =>
      c.json({ keys: await listIdentityKeys(deps, c.req.valid('param')) }, 200),
    )
    .openapi(routes.create, async (c) => {
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...body };
      return c.json(await createIdentityKey(deps.identity, input), 201);
    })
    .openapi(routes.revoke, async (c) => {
      await revokeIdentityKey(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    });
}
