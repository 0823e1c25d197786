import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  ownWordChangeSchema,
  ownWordCreateSchema,
  ownWordImportedSchema,
  ownWordImportSchema,
  ownWordListSchema,
  ownWordSchema,
} from '../../contract/index.ts';
import {
  createOwnWord,
  deleteOwnWord,
  importOwnWords,
  judgeOwnWord,
  judgeOwnWords,
  listOwnWords,
  updateOwnWord,
  WORD_FORMATS,
  type WordFormat,
  writeOwnWords,
} from '../../knowledge/index.ts';
import { downloadHeaders, fileResponse } from '../download.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['words'];
const oneParams = botParams.extend({ wordId: z.string().max(100) });
const MEDIA_TYPE: Record<WordFormat, string> = { csv: 'text/csv', tsv: 'text/tab-separated-values' };

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/words',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'What a bot’s customers call things that its pages call otherwise',
    request: { params: botParams },
    responses: { 200: jsonResponse(ownWordListSchema, 'By what customers say.') },
  });
  const create = createRoute({
    method: 'post',
    path: '/{botId}/words',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Say what customers call something, with effect from the next question',
    request: { params: botParams, body: jsonBody(ownWordCreateSchema) },
    responses: { 201: jsonResponse(ownWordSchema, 'The new entry.') },
  });
  const change = createRoute({
    method: 'patch',
    path: '/{botId}/words/{wordId}',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Change what customers call something',
    request: { params: oneParams, body: jsonBody(ownWordChangeSchema) },
    responses: { 200: jsonResponse(ownWordSchema, 'The entry as it is now.') },
  });
  const remove = createRoute({
    method: 'delete',
    path: '/{botId}/words/{wordId}',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Delete what customers call something',
    request: { params: oneParams },
    responses: { 204: { description: 'Deleted.' } },
  });
  const load = createRoute({
    method: 'post',
    path: '/{botId}/words/import',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Add what customers call things from a table (CSV, TSV)',
    request: { params: botParams, body: jsonBody(ownWordImportSchema) },
    responses: { 200: jsonResponse(ownWordImportedSchema, 'What was added, and what was not and why.') },
  });
  const save = createRoute({
    method: 'get',
    path: '/{botId}/words/export',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'What customers call things as a table that the import reads',
    request: { params: botParams, query: z.object({ format: z.enum(WORD_FORMATS).default('csv') }) },
    responses: { 200: fileResponse('The table.') },
  });
  return { list, create, change, remove, load, save };
}

export function wordRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => {
      const at = c.req.valid('param');
      return c.json({ words: await judgeOwnWords(deps, at, await listOwnWords(deps, at)) }, 200);
    })
    .openapi(routes.create, async (c) => {
      const body = withoutUndefined(c.req.valid('json'));
      const made = await createOwnWord(deps, {
        actor: c.get('actor').id,
        ...c.req.valid('param'),
        ...body,
      });
      return c.json(await judgeOwnWord(deps, made), 201);
    })
    .openapi(routes.change, async (c) => {
      const { changes, expectedVersion } = c.req.valid('json');
      const who = { actor: c.get('actor').id, ...c.req.valid('param') };
      const input = { ...who, changes: withoutUndefined(changes), expectedVersion };
      return c.json(await judgeOwnWord(deps, await updateOwnWord(deps, input)), 200);
    })
    .openapi(routes.remove, async (c) => {
      await deleteOwnWord(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    })
    .openapi(routes.load, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await importOwnWords(deps, input), 200);
    })
    .openapi(routes.save, async (c) => {
      const { format } = c.req.valid('query');
      const table = writeOwnWords(await listOwnWords(deps, c.req.valid('param')), format);
      const mediaType = `${MEDIA_TYPE[format]}; charset=utf-8`;
      return new Response(table, { headers: downloadHeaders(`words.${format}`, mediaType) });
    });
}
