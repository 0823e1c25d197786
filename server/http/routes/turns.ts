import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { authorise } from '../../access/index.ts';
import { askBotToEnd, getTurn } from '../../chat/index.ts';
import { askReplySchema, askRequestSchema, turnSchema } from '../../contract/index.ts';
import { leaseVersion } from '../../tuning/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['answers'];

function routesOf(deps: HttpDeps) {
  const ask = createRoute({
    method: 'post',
    path: '/{botId}/ask',
    ...forKeys(deps, 'answers:ask'),
    tags,
    summary: 'Try a question; the answer comes with its passport',
    request: { params: botParams, body: jsonBody(askRequestSchema) },
    responses: { 200: jsonResponse(askReplySchema, 'The answer, and why.') },
  });
  const read = createRoute({
    method: 'get',
    path: '/{botId}/turns/{turnId}',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Why this answer: the passport of a turn',
    request: { params: botParams.extend({ turnId: z.string().max(100) }) },
    responses: { 200: jsonResponse(turnSchema, 'The turn.') },
  });
  return { ask, read };
}

export function turnRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.ask, async (c) => {
      const { visitor: reader, version, ...question } = withoutUndefined(c.req.valid('json'));
      const { botId } = c.req.valid('param');
      // Whoever asks as somebody else may read what that visitor may be told.
      if (reader !== undefined) authorise(c.get('actor'), 'documents:read', { botId });
      if (version !== undefined) authorise(c.get('actor'), 'versions:read', { botId });
      const input = { botId, ...question, reader, fairnessKey: c.get('actor').id };
      using model = version === undefined ? undefined : await leaseVersion(deps, { botId, version });
      return c.json(await askBotToEnd(deps, input, c.req.raw.signal, model?.generator), 200);
    })
    .openapi(routes.read, async (c) => c.json(await getTurn(deps, c.req.valid('param')), 200));
}
