import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { decisionMeasureSchema } from '../../contract/index.ts';
import { getDecisionMeasure, startDecisionMeasure } from '../../tuning/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['teaching'];

export function decisionRoutes(deps: HttpDeps) {
  const read = createRoute({
    method: 'get',
    path: '/{botId}/decision',
    ...forKeys(deps, 'tests:read'),
    tags,
    summary:
      'How the bot decides between answering and declining, on its own test questions, as last measured',
    request: { params: botParams },
    responses: { 200: jsonResponse(decisionMeasureSchema, 'The measure.') },
  });
  const start = createRoute({
    method: 'post',
    path: '/{botId}/decision',
    ...forKeys(deps, 'tests:change'),
    tags,
    summary: 'Measure it anew; one in line is not doubled',
    request: { params: botParams },
    responses: { 202: jsonResponse(decisionMeasureSchema, 'In line.') },
  });
  return new OpenAPIHono<HttpEnv>()
    .openapi(read, async (c) => c.json(await getDecisionMeasure(deps, c.req.valid('param')), 200))
    .openapi(start, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param') };
      return c.json(await startDecisionMeasure(deps, input), 202);
    });
}
