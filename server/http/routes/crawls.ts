import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  crawlChangeSchema,
  crawlCreateSchema,
  crawlDeleteSchema,
  crawlDetailSchema,
  crawlListSchema,
  crawlSchema,
} from '../../contract/index.ts';
import {
  cancelCrawl,
  changeCrawl,
  createCrawl,
  deleteCrawl,
  getCrawl,
  listCrawls,
  startCrawl,
} from '../../knowledge/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['crawls'];
const crawlParams = botParams.extend({ crawlId: z.string().max(100) });

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/crawls',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'The sites that a bot reads, newest first',
    request: { params: botParams },
    responses: { 200: jsonResponse(crawlListSchema, 'The sites.') },
  });
  const create = createRoute({
    method: 'post',
    path: '/{botId}/crawls',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Add a site and begin to read it',
    description: 'Each page becomes a document with its address as source. robots.txt is kept to.',
    request: { params: botParams, body: jsonBody(crawlCreateSchema) },
    responses: { 201: jsonResponse(crawlSchema, 'The site, waiting to be read.') },
  });
  const read = createRoute({
    method: 'get',
    path: '/{botId}/crawls/{crawlId}',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'A site with what its last run met',
    request: { params: crawlParams },
    responses: { 200: jsonResponse(crawlDetailSchema, 'The site.') },
  });
  const change = createRoute({
    method: 'patch',
    path: '/{botId}/crawls/{crawlId}',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Change which pages of a site are read, and when',
    request: { params: crawlParams, body: jsonBody(crawlChangeSchema) },
    responses: { 200: jsonResponse(crawlSchema, 'The site as it is now.') },
  });
  const start = createRoute({
    method: 'post',
    path: '/{botId}/crawls/{crawlId}/start',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Read a site again, now; only what changed is prepared',
    request: { params: crawlParams },
    responses: { 202: jsonResponse(crawlSchema, 'The site, waiting to be read.') },
  });
  const cancel = createRoute({
    method: 'post',
    path: '/{botId}/crawls/{crawlId}/cancel',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Stop reading a site; what was read stays',
    request: { params: crawlParams },
    responses: { 200: jsonResponse(crawlSchema, 'The site as it is now.') },
  });
  const remove = createRoute({
    method: 'delete',
    path: '/{botId}/crawls/{crawlId}',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Forget a site, with its documents or without',
    request: { params: crawlParams, query: crawlDeleteSchema },
    responses: { 204: { description: 'Forgotten.' } },
  });
  return { list, create, read, change, start, cancel, remove };
}

export function crawlRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => c.json({ crawls: await listCrawls(deps, c.req.valid('param')) }, 200))
    .openapi(routes.create, async (c) => {
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...body };
      return c.json(await createCrawl(deps, input), 201);
    })
    .openapi(routes.read, async (c) => c.json(await getCrawl(deps, c.req.valid('param')), 200))
    .openapi(routes.change, async (c) => {
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...body };
      return c.json(await changeCrawl(deps, input), 200);
    })
    .openapi(routes.start, async (c) => {
      return c.json(await startCrawl(deps, { actor: c.get('actor').id, ...c.req.valid('param') }), 202);
    })
    .openapi(routes.cancel, async (c) => {
      return c.json(await cancelCrawl(deps, { actor: c.get('actor').id, ...c.req.valid('param') }), 200);
    })
    .openapi(routes.remove, async (c) => {
      const withDocuments = c.req.valid('query').withDocuments === 'true';
      await deleteCrawl(deps, { actor: c.get('actor').id, ...c.req.valid('param'), withDocuments });
      return c.body(null, 204);
    });
}
