import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { archiveBot, listWidgetSites } from '../../bots/index.ts';
import {
  botArchiveSchema,
  botContentsSchema,
  botDeleteSchema,
  botDuplicateSchema,
  widgetSitesSchema,
} from '../../contract/index.ts';
import { countContents, deleteBot, duplicateBot } from '../../whole-bots/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { botSchema } from './bots.ts';

const tags = ['bots'];

function routesOf(deps: HttpDeps) {
  const contents = createRoute({
    method: 'get',
    path: '/{botId}/contents',
    ...forKeys(deps, 'bots:read'),
    tags,
    summary: 'What belongs to a bot, counted',
    request: { params: botParams },
    responses: { 200: jsonResponse(botContentsSchema, 'The counts.') },
  });
  const sites = createRoute({
    method: 'get',
    path: '/{botId}/sites',
    ...forKeys(deps, 'bots:read'),
    tags,
    summary: 'The sites on which the bot’s chat was opened',
    request: { params: botParams },
    responses: { 200: jsonResponse(widgetSitesSchema, 'The sites, the latest first.') },
  });
  const archive = createRoute({
    method: 'post',
    path: '/{botId}/archive',
    ...forKeys(deps, 'bots:archive'),
    tags,
    summary: 'Take a bot out of service, or bring it back; nothing of it is lost',
    request: { params: botParams, body: jsonBody(botArchiveSchema) },
    responses: { 200: jsonResponse(botSchema, 'The bot as it is now.') },
  });
  const duplicate = createRoute({
    method: 'post',
    path: '/{botId}/duplicate',
    ...forKeys(deps, 'bots:create'),
    tags,
    summary: 'A second bot with the same settings, documents, approved answers, lessons and tests',
    request: { params: botParams, body: jsonBody(botDuplicateSchema) },
    responses: { 201: jsonResponse(botSchema, 'The new bot.') },
  });
  const remove = createRoute({
    method: 'delete',
    path: '/{botId}',
    ...forKeys(deps, 'bots:delete'),
    tags,
    summary: 'Delete a bot with all that is its own; for owners',
    request: { params: botParams, query: botDeleteSchema },
    responses: { 200: jsonResponse(botContentsSchema, 'What is gone.') },
  });
  return { contents, sites, archive, duplicate, remove };
}

/** A bot as a whole: in and out of service, copied, deleted. */
export function botKeepingRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.contents, async (c) => c.json(await countContents(deps, c.req.valid('param')), 200))
    .openapi(routes.sites, async (c) => {
      return c.json({ sites: await listWidgetSites(deps, c.req.valid('param')) }, 200);
    })
    .openapi(routes.archive, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await archiveBot(deps, input), 200);
    })
    .openapi(routes.duplicate, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await duplicateBot(deps, input), 201);
    })
    .openapi(routes.remove, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('query') };
      return c.json(await deleteBot(deps, input), 200);
    });
}
