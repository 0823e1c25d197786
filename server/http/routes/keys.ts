import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { createApiKey, listApiKeys, revokeApiKey } from '../../access/index.ts';
import { apiKeyCreateSchema, apiKeyListSchema, newApiKeySchema } from '../../contract/index.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['keys'];

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/',
    ...forKeys(deps, 'keys:manage'),
    tags,
    summary: 'All API keys, revoked ones too; never their secrets',
    responses: { 200: jsonResponse(apiKeyListSchema, 'The keys, newest first.') },
  });
  const create = createRoute({
    method: 'post',
    path: '/',
    ...forKeys(deps, 'keys:manage'),
    tags,
    summary: 'Make an API key',
    request: { body: jsonBody(apiKeyCreateSchema) },
    responses: { 201: jsonResponse(newApiKeySchema, 'The key; its secret is told here and never again.') },
  });
  const revoke = createRoute({
    method: 'delete',
    path: '/{keyId}',
    ...forKeys(deps, 'keys:manage'),
    tags,
    summary: 'Revoke an API key, with effect from the next request',
    request: { params: z.object({ keyId: z.string().max(100) }) },
    responses: { 204: { description: 'Revoked.' } },
  });
  return { list, create, revoke };
}

export function keyRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => c.json({ keys: await listApiKeys(deps) }, 200))
    .openapi(routes.create, async (c) => {
      const input = { actor: c.get('actor').id, ...withoutUndefined(c.req.valid('json')) };
      return c.json(await createApiKey(deps, input), 201);
    })
    .openapi(routes.revoke, async (c) => {
      await revokeApiKey(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    });
}
