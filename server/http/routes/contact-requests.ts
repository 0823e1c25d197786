import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  contactRequestChangeSchema,
  contactRequestListSchema,
  deliveryListSchema,
} from '../../contract/index.ts';
import {
  handleContactRequest,
  listContactRequests,
  listDeliveries,
  retryDelivery,
} from '../../handoff/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['inbox'];
const requestParams = botParams.extend({ contactRequestId: z.string().max(100) });
const deliveryParams = botParams.extend({ deliveryId: z.string().max(100) });

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/contact-requests',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'What visitors left in the form when nobody could come, open ones first',
    request: { params: botParams },
    responses: { 200: jsonResponse(contactRequestListSchema, 'The requests, with what was sent for each.') },
  });
  const change = createRoute({
    method: 'patch',
    path: '/{botId}/contact-requests/{contactRequestId}',
    ...forKeys(deps, 'conversations:reply'),
    tags,
    summary: 'Mark a request as dealt with, or as open again',
    request: { params: requestParams, body: jsonBody(contactRequestChangeSchema) },
    responses: { 204: { description: 'Noted.' } },
  });
  const deliveries = createRoute({
    method: 'get',
    path: '/{botId}/deliveries',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Mails and webhooks of a bot, with what became of each, newest first',
    request: { params: botParams },
    responses: { 200: jsonResponse(deliveryListSchema, 'The latest 200.') },
  });
  const retry = createRoute({
    method: 'post',
    path: '/{botId}/deliveries/{deliveryId}/retry',
    ...forKeys(deps, 'conversations:reply'),
    tags,
    summary: 'Send a failed mail, or any webhook, again',
    request: { params: deliveryParams },
    responses: { 202: { description: 'In the queue again.' } },
  });
  return { list, change, deliveries, retry };
}

export function contactRequestRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => {
      return c.json({ contactRequests: await listContactRequests(deps, c.req.valid('param')) }, 200);
    })
    .openapi(routes.change, async (c) => {
      const who = { actor: c.get('actor').id, ...c.req.valid('param') };
      await handleContactRequest(deps, { ...who, ...c.req.valid('json') });
      return c.body(null, 204);
    })
    .openapi(routes.deliveries, async (c) => {
      return c.json({ deliveries: await listDeliveries(deps, c.req.valid('param')) }, 200);
    })
    .openapi(routes.retry, async (c) => {
      await retryDelivery(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 202);
    });
}
