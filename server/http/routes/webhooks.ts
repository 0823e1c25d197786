import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { newWebhookSecretSchema, webhookSchema } from '../../contract/index.ts';
import { getWebhook, makeWebhookSecret, sendTestWebhook } from '../../handoff/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['webhooks'];

function routesOf(deps: HttpDeps) {
  const look = createRoute({
    method: 'get',
    path: '/{botId}/webhook',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Where a bot’s webhooks go, and what signs them; never a secret',
    request: { params: botParams },
    responses: { 200: jsonResponse(webhookSchema, 'As it is now.') },
  });
  const secret = createRoute({
    method: 'post',
    path: '/{botId}/webhook/secret',
    ...forKeys(deps, 'keys:manage'),
    tags,
    summary:
      'Make the secret that signs a bot’s webhooks from now on; the one before signs beside it for a day',
    request: { params: botParams },
    responses: { 201: jsonResponse(newWebhookSecretSchema, 'The secret; it is told here and never again.') },
  });
  const test = createRoute({
    method: 'post',
    path: '/{botId}/webhook/test',
    ...forKeys(deps, 'bots:change'),
    tags,
    summary: 'Send a bot’s webhook a test, once; twenty an hour at most',
    description: 'What became of it stands in the deliveries, as `webhook.test`.',
    request: { params: botParams },
    responses: { 202: { description: 'In the queue.' } },
  });
  return { look, secret, test };
}

export function webhookRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.look, async (c) => c.json(await getWebhook(deps.delivering, c.req.valid('param')), 200))
    .openapi(routes.secret, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param') };
      return c.json(await makeWebhookSecret(deps.delivering, input), 201);
    })
    .openapi(routes.test, async (c) => {
      await sendTestWebhook(deps.delivering, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 202);
    });
}
