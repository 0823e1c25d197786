import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  erasureRequestSchema,
  erasureSchema,
  judgedVersionSchema,
  publishRequestSchema,
  releaseListSchema,
  releaseSchema,
  retireVersionSchema,
  rollbackRequestSchema,
  versionCardsSchema,
  versionListSchema,
  versionSchema,
} from '../../contract/index.ts';
import {
  eraseDerived,
  findDerived,
  getDataCard,
  getJudgedVersion,
  getModelCard,
  listAdapterImports,
  listJudgedVersions,
  listReleases,
  publish,
  removeVersion,
  retireVersion,
  rollback,
} from '../../tuning/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['versions'];
const versionParams = botParams.extend({ versionId: z.string().max(100) });

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/versions',
    ...forKeys(deps, 'versions:read'),
    tags,
    summary: 'All model versions of a bot and the last imports of adapters, newest first',
    request: { params: botParams },
    responses: { 200: jsonResponse(versionListSchema, 'The versions.') },
  });
  const read = createRoute({
    method: 'get',
    path: '/{botId}/versions/{versionId}',
    ...forKeys(deps, 'versions:read'),
    tags,
    summary: 'A model version',
    request: { params: versionParams },
    responses: { 200: jsonResponse(judgedVersionSchema, 'The version.') },
  });
  const cards = createRoute({
    method: 'get',
    path: '/{botId}/versions/{versionId}/cards',
    ...forKeys(deps, 'versions:read'),
    tags,
    summary: 'What a version is and what it was taught from, in words: its model card and data card',
    request: { params: versionParams },
    responses: { 200: jsonResponse(versionCardsSchema, 'Markdown.') },
  });
  const retire = createRoute({
    method: 'post',
    path: '/{botId}/versions/{versionId}/retire',
    ...forKeys(deps, 'versions:retire'),
    tags,
    summary: 'Take a version out of service for good',
    description: 'One that serves goes on until another release takes its place.',
    request: { params: versionParams, body: jsonBody(retireVersionSchema) },
    responses: { 200: jsonResponse(versionSchema, 'The version as it is now.') },
  });
  const remove = createRoute({
    method: 'delete',
    path: '/{botId}/versions/{versionId}',
    ...forKeys(deps, 'versions:retire'),
    tags,
    summary: 'Delete a retired version with its adapter and files',
    description: 'What was released and compared stays in the record, by its id.',
    request: { params: versionParams },
    responses: { 204: { description: 'It is gone.' } },
  });
  const releases = createRoute({
    method: 'get',
    path: '/{botId}/releases',
    ...forKeys(deps, 'versions:read'),
    tags,
    summary: 'What served a bot since when, newest first',
    request: { params: botParams },
    responses: { 200: jsonResponse(releaseListSchema, 'The releases; none: the base model serves.') },
  });
  const release = createRoute({
    method: 'post',
    path: '/{botId}/releases',
    ...forKeys(deps, 'releases:publish'),
    tags,
    summary: 'Let a version answer for a bot, from the next turn on',
    request: { params: botParams, body: jsonBody(publishRequestSchema) },
    responses: { 201: jsonResponse(releaseSchema, 'The release that serves now.') },
  });
  const back = createRoute({
    method: 'post',
    path: '/{botId}/releases/rollback',
    ...forKeys(deps, 'releases:publish'),
    tags,
    summary: 'Bring the version and the settings of an earlier release back',
    request: { params: botParams, body: jsonBody(rollbackRequestSchema) },
    responses: { 201: jsonResponse(releaseSchema, 'The release that serves now.') },
  });
  const erase = createRoute({
    method: 'post',
    path: '/{botId}/erasure',
    ...forKeys(deps, 'versions:retire'),
    tags,
    summary: 'Find, and retire, what was taught from a document, a lesson or a person',
    request: { params: botParams, body: jsonBody(erasureRequestSchema) },
    responses: { 200: jsonResponse(erasureSchema, 'What rests on it, and what is left to do.') },
  });
  return { list, read, cards, retire, remove, releases, release, back, erase };
}

export function versionRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => {
      const bot = c.req.valid('param');
      const versions = await listJudgedVersions(deps, bot);
      return c.json({ versions, imports: await listAdapterImports(deps, bot) }, 200);
    })
    .openapi(routes.read, async (c) => c.json(await getJudgedVersion(deps, c.req.valid('param')), 200))
    .openapi(routes.cards, async (c) => {
      const id = c.req.valid('param');
      const [modelCard, dataCard] = await Promise.all([getModelCard(deps, id), getDataCard(deps, id)]);
      return c.json({ modelCard, dataCard }, 200);
    })
    .openapi(routes.retire, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await retireVersion(deps, input), 200);
    })
    .openapi(routes.remove, async (c) => {
      await removeVersion(deps.versions, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    })
    .openapi(routes.releases, async (c) => {
      return c.json({ releases: await listReleases(deps, c.req.valid('param')) }, 200);
    })
    .openapi(routes.release, async (c) => {
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...body };
      return c.json(await publish(deps.versions, input), 201);
    })
    .openapi(routes.back, async (c) => {
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...body };
      return c.json(await rollback(deps.versions, input), 201);
    })
    .openapi(routes.erase, async (c) => {
      const { dryRun, ...asked } = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...asked };
      const erasing = { ...deps, ...deps.versions };
      return c.json(await (dryRun ? findDerived(deps, input) : eraseDerived(erasing, input)), 200);
    });
}
