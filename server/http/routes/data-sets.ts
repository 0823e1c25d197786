import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  dataRowListSchema,
  dataRowQuerySchema,
  dataSetListSchema,
  dataSetSchema,
} from '../../contract/index.ts';
import { exportDataSet, getDataSet, listDataRows, listDataSets } from '../../tuning/index.ts';
import { downloadHeaders, fileResponse } from '../download.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['teaching'];
const setParams = botParams.extend({ dataSetId: z.string().max(100) });

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/data-sets',
    ...forKeys(deps, 'lessons:read'),
    tags,
    summary: 'Data sets of a bot, newest first',
    request: { params: botParams },
    responses: { 200: jsonResponse(dataSetListSchema, 'The sets, with what is wrong with each.') },
  });
  const read = createRoute({
    method: 'get',
    path: '/{botId}/data-sets/{dataSetId}',
    ...forKeys(deps, 'lessons:read'),
    tags,
    summary: 'A data set',
    request: { params: setParams },
    responses: { 200: jsonResponse(dataSetSchema, 'The set.') },
  });
  const rows = createRoute({
    method: 'get',
    path: '/{botId}/data-sets/{dataSetId}/rows',
    ...forKeys(deps, 'lessons:read'),
    tags,
    summary: 'Rows of a data set, a page at a time: what is taught, and what was dropped and why',
    request: { params: setParams, query: dataRowQuerySchema },
    responses: { 200: jsonResponse(dataRowListSchema, 'A page; `after=next` asks for the following.') },
  });
  const take = createRoute({
    method: 'get',
    path: '/{botId}/data-sets/{dataSetId}/export',
    ...forKeys(deps, 'bots:export'),
    tags,
    summary: 'The examples of a data set as OpenAI chat JSONL, those that are held out last',
    request: { params: setParams },
    responses: { 200: fileResponse('JSON Lines.') },
  });
  return { list, read, rows, take };
}

/** What a bot is taught from, to be read. */
export function dataSetRoutes(deps: HttpDeps) {
  const { list, read, rows, take } = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(list, async (c) => {
      return c.json({ dataSets: await listDataSets(deps, c.req.valid('param')) }, 200);
    })
    .openapi(read, async (c) => c.json(await getDataSet(deps, c.req.valid('param')), 200))
    .openapi(rows, async (c) => {
      const query = withoutUndefined(c.req.valid('query'));
      return c.json(await listDataRows(deps, { ...c.req.valid('param'), ...query }), 200);
    })
    .openapi(take, async (c) => {
      const id = c.req.valid('param');
      const text = await exportDataSet(deps, id);
      return c.body(text, 200, downloadHeaders(`${id.dataSetId}.jsonl`, 'application/x-ndjson'));
    });
}
