import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { AppError } from '../../base/index.ts';
import {
  botExportQuerySchema,
  botImportListSchema,
  botImportQuerySchema,
  botImportSchema,
} from '../../contract/index.ts';
import { exportBot, getBotImport, listBotImports, startImport } from '../../whole-bots/index.ts';
import { bodyStream, downloadHeaders, fileResponse } from '../download.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['bots'];
const MEDIA_TYPE = 'application/zip';
const fileBody = { [MEDIA_TYPE]: { schema: { type: 'string', format: 'binary' } as const } };
const importParams = z.object({ importId: z.string().max(100) });

function routesOf(deps: HttpDeps) {
  const take = createRoute({
    method: 'get',
    path: '/{botId}/file',
    ...forKeys(deps, 'bots:export'),
    tags,
    summary: 'A whole bot as one file, which another Foyer makes a bot of',
    description:
      'Settings, documents, approved answers, lessons, tests and the published version’s adapter; no conversations, accounts, keys or secrets. docs/bot-file.md describes the format.',
    request: { params: botParams, query: botExportQuerySchema },
    responses: { 200: fileResponse('A ZIP archive.') },
  });
  const bring = createRoute({
    method: 'post',
    path: '/import',
    ...forKeys(deps, 'bots:create'),
    tags,
    summary: 'Make a new bot of a file; the body is the file, 2 GB at most',
    description: 'Answered once the file has arrived; the bot is there whole when the import is done.',
    request: { query: botImportQuerySchema, body: { content: fileBody } },
    responses: { 202: jsonResponse(botImportSchema, 'The import, which has begun.') },
  });
  const list = createRoute({
    method: 'get',
    path: '/',
    ...forKeys(deps, 'bots:create'),
    tags,
    summary: 'The last imports of bots, newest first',
    responses: { 200: jsonResponse(botImportListSchema, 'The imports.') },
  });
  const look = createRoute({
    method: 'get',
    path: '/{importId}',
    ...forKeys(deps, 'bots:create'),
    tags,
    summary: 'How an import goes',
    request: { params: importParams },
    responses: { 200: jsonResponse(botImportSchema, 'The import as it is now.') },
  });
  return { take, bring, list, look };
}

/** How bots come out of their files. */
export function botImportRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => c.json({ imports: await listBotImports(deps) }, 200))
    .openapi(routes.look, async (c) => c.json(await getBotImport(deps, c.req.valid('param')), 200));
}

/** A bot as a file, out and in. */
export function botFileRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.take, async (c) => {
      const withoutModel = c.req.valid('query').withoutModel === 'true';
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), withoutModel };
      const { fileName, chunks } = await exportBot(deps, input);
      return new Response(bodyStream(chunks), { headers: downloadHeaders(fileName, MEDIA_TYPE) });
    })
    .openapi(routes.bring, async (c) => {
      const { name, withoutModel } = c.req.valid('query');
      const body = c.req.raw.body;
      if (body === null) throw new AppError('bad_request', 'Send the bot’s file as the body.');
      const input = { actor: c.get('actor').id, body, withoutModel: withoutModel === 'true' };
      return c.json(await startImport(deps, { ...input, ...(name !== undefined && { name }) }), 202);
    });
}
