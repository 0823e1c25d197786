import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  passageListSchema,
  searchRequestSchema,
  searchResultSchema,
  suggestedQuestionsSchema,
} from '../../contract/index.ts';
import { listPassages, search } from '../../knowledge/index.ts';
import { suggestQuestions } from '../../tuning/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const DEFAULT_HITS = 10;
/** More than one answer's passport names. */
const MAX_IDS_CHARS = 4_000;
const tags = ['documents'];

function routesOf(deps: HttpDeps) {
  const find = createRoute({
    method: 'post',
    path: '/{botId}/search',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'The passages that would be found for a question, with their scores',
    request: { params: botParams, body: jsonBody(searchRequestSchema) },
    responses: { 200: jsonResponse(searchResultSchema, 'The passages, best first.') },
  });
  const list = createRoute({
    method: 'get',
    path: '/{botId}/passages',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'Passages by id, as a passport names them; those deleted since are missing',
    request: {
      params: botParams,
      query: z.object({ ids: z.string().max(MAX_IDS_CHARS).describe('Separated by commas.') }),
    },
    responses: { 200: jsonResponse(passageListSchema, 'The passages, in no order.') },
  });
  const suggest = createRoute({
    method: 'get',
    path: '/{botId}/suggested-questions',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'Questions that the documents answer, to try the bot with; found by rules that know English',
    request: {
      params: botParams,
      query: z.object({ limit: z.coerce.number().int().min(1).max(20).default(3) }),
    },
    responses: { 200: jsonResponse(suggestedQuestionsSchema, 'The surest first.') },
  });
  return { find, list, suggest };
}

export function searchRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.find, async (c) => {
      const { question, limit = DEFAULT_HITS, visitor: reader = 'staff' } = c.req.valid('json');
      const { searched, hits } = await search(
        deps,
        { ...c.req.valid('param'), question, limit, reader },
        c.req.raw.signal,
      );
      return c.json({ searched, hits }, 200);
    })
    .openapi(routes.suggest, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('query') };
      return c.json({ questions: await suggestQuestions(deps, input) }, 200);
    })
    .openapi(routes.list, async (c) => {
      const ids = c.req.valid('query').ids.split(',');
      return c.json({ passages: await listPassages(deps, { ...c.req.valid('param'), ids }) }, 200);
    });
}
