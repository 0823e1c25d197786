import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Right } from '../../access/index.ts';
import { getTurn } from '../../chat/index.ts';
import {
  correctionSchema,
  preferenceChangeSchema,
  preferencePageSchema,
  preferenceSchema,
  preferenceStateSchema,
} from '../../contract/index.ts';
import { approvePair, correctAnswer, deletePair, listPairs, retirePair } from '../../tuning/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['teaching'];
const pairParams = botParams.extend({ pairId: z.string().max(100) });
const pageQuery = z.object({
  state: preferenceStateSchema.optional(),
  pairId: z.string().max(100).optional(),
  text: z.string().max(200).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/preferences',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Answers of a bot with the better ones, newest first',
    request: { params: botParams, query: pageQuery },
    responses: { 200: jsonResponse(preferencePageSchema, 'A page; `before=next` asks for the older ones.') },
  });
  const correct = createRoute({
    method: 'post',
    path: '/{botId}/preferences',
    ...forKeys(deps, 'bots:change'),
    tags,
    summary: 'Say what an answer should have been; the bot can learn the difference',
    request: { params: botParams, body: jsonBody(correctionSchema) },
    responses: { 201: jsonResponse(preferenceSchema, 'The preference, as a draft.') },
  });
  const change = (verb: 'approve' | 'retire', right: Right, summary: string) =>
    createRoute({
      method: 'post',
      path: `/{botId}/preferences/{pairId}/${verb}`,
      ...forKeys(deps, right),
      tags,
      summary,
      request: { params: pairParams, body: jsonBody(preferenceChangeSchema) },
      responses: { 200: jsonResponse(preferenceSchema, 'The preference.') },
    });
  const remove = createRoute({
    method: 'delete',
    path: '/{botId}/preferences/{pairId}',
    ...forKeys(deps, 'bots:change'),
    tags,
    summary: 'Delete a preference',
    request: { params: pairParams },
    responses: { 204: { description: 'Deleted.' } },
  });
  return {
    list,
    correct,
    approve: change('approve', 'lessons:approve', 'Let a preference be learned'),
    retire: change('retire', 'bots:change', 'Take a preference out of what is learned'),
    remove,
  };
}

export function preferenceRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => {
      const page = { ...c.req.valid('param'), ...withoutUndefined(c.req.valid('query')) };
      return c.json(await listPairs(deps, page), 200);
    })
    .openapi(routes.correct, async (c) => {
      const { botId } = c.req.valid('param');
      const { turnId, ...answers } = withoutUndefined(c.req.valid('json'));
      const turn = await getTurn(deps, { botId, turnId });
      const input = { actor: c.get('actor').id, botId, turn, ...answers };
      return c.json(await correctAnswer(deps, input, c.req.raw.signal), 201);
    })
    .openapi(routes.approve, async (c) => {
      const change = { ...c.req.valid('param'), ...withoutUndefined(c.req.valid('json')) };
      return c.json(await approvePair(deps, { ...change, actor: c.get('actor').id }), 200);
    })
    .openapi(routes.retire, async (c) => {
      const change = { ...c.req.valid('param'), ...withoutUndefined(c.req.valid('json')) };
      return c.json(await retirePair(deps, { ...change, actor: c.get('actor').id }), 200);
    })
    .openapi(routes.remove, async (c) => {
      await deletePair(deps, { ...c.req.valid('param'), actor: c.get('actor').id });
      return c.body(null, 204);
    });
}
