import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { documentOverlapsSchema, overlapKeySchema } from '../../contract/index.ts';
import { keepOverlap, listOverlaps, releaseOverlap } from '../../insight/index.ts';
import { botParams, documentParams } from '../params.ts';
import { forKeys, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['documents'];
const keyParams = botParams.extend({ key: overlapKeySchema });

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/documents/{documentId}/overlaps',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'What other documents repeat of this one, or say differently',
    description: 'Found by meaning and by rules that know English; some are missed.',
    request: { params: documentParams },
    responses: { 200: jsonResponse(documentOverlapsSchema, 'What cannot both be right first.') },
  });
  const keep = createRoute({
    method: 'put',
    path: '/{botId}/kept-overlaps/{key}',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Both passages stay as they are',
    request: { params: keyParams },
    responses: { 204: { description: 'Remembered.' } },
  });
  const release = createRoute({
    method: 'delete',
    path: '/{botId}/kept-overlaps/{key}',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'They are to be looked at again',
    request: { params: keyParams },
    responses: { 204: { description: 'Forgotten.' } },
  });
  return { list, keep, release };
}

export function overlapRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => c.json(await listOverlaps(deps, c.req.valid('param')), 200))
    .openapi(routes.keep, async (c) => {
      await keepOverlap(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    })
    .openapi(routes.release, async (c) => {
      await releaseOverlap(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    });
}
