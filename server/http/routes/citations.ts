import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { citationsSchema, documentCitationsSchema } from '../../contract/index.ts';
import { countCitations, countDocumentCitations } from '../../insight/index.ts';
import { botParams, documentParams } from '../params.ts';
import { forKeys, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['documents'];

function routesOf(deps: HttpDeps) {
  const all = createRoute({
    method: 'get',
    path: '/{botId}/citations',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'In how many conversations each document was cited',
    request: { params: botParams },
    responses: { 200: jsonResponse(citationsSchema, 'The documents that were cited.') },
  });
  const one = createRoute({
    method: 'get',
    path: '/{botId}/documents/{documentId}/citations',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'In how many conversations a document was cited, and how often each of its passages',
    request: { params: documentParams },
    responses: {
      200: jsonResponse(documentCitationsSchema, 'The numbers; passages never cited are left out.'),
    },
  });
  return { all, one };
}

export function citationRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.all, async (c) => {
      return c.json({ documents: await countCitations(deps, c.req.valid('param')) }, 200);
    })
    .openapi(routes.one, async (c) => {
      return c.json(await countDocumentCitations(deps, c.req.valid('param')), 200);
    });
}
