import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { exportBot } from '../../whole-bots/index.ts';
import { bodyStream, downloadHeaders, fileResponse } from '../download.ts';
import { botParams } from '../params.ts';
import { forKeys } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['bots'];
const exportQuery = z.strictObject({ withoutModel: z.enum(['true', 'false']).optional() });

function routesOf(deps: HttpDeps) {
  const take = createRoute({
    method: 'get',
    path: '/{botId}/file',
    ...forKeys(deps, 'bots:export'),
    tags,
    summary: 'A whole bot as one file, which another Foyer makes a bot of',
    description:
      'Settings, documents, approved answers, lessons, tests and the published version’s adapter; no conversations, accounts, keys or secrets. docs/bot-file.md describes the format.',
    request: { params: botParams, query: exportQuery },
    responses: { 200: fileResponse('A ZIP archive.') },
  });
  return { take };
}

/** A bot as a file, out and in. */
export function botFileRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>().openapi(routes.take, async (c) => {
    const withoutModel = c.req.valid('query').withoutModel === 'true';
    const input = { actor: c.get('actor').id, ...c.req.valid('param'), withoutModel };
    const { fileName, chunks } = await exportBot(deps, input);
    return new Response(bodyStream(chunks), { headers: downloadHeaders(fileName, 'application/zip') });
  });
}
