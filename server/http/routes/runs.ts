import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { authorise } from '../../access/index.ts';
import {
  runDetailSchema,
  runEventSchema,
  runForecastSchema,
  runListSchema,
  runSchema,
  runSettingsSchema,
} from '../../contract/index.ts';
import {
  cancelRun,
  estimateRun,
  getRun,
  listRuns,
  pauseRun,
  resumeRun,
  startRun,
  watchRun,
} from '../../tuning/index.ts';
import { botParams } from '../params.ts';
import { eventResponse, forKeys, jsonBody, jsonResponse } from '../route.ts';
import { eventOfFailure, sseResponse } from '../sse.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['teaching'];
const runParams = botParams.extend({ runId: z.string().max(100) });

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/runs',
    ...forKeys(deps, 'jobs:read'),
    tags,
    summary: 'All runs that taught a bot, newest first',
    request: { params: botParams },
    responses: { 200: jsonResponse(runListSchema, 'The runs.') },
  });
  const start = createRoute({
    method: 'post',
    path: '/{botId}/runs',
    ...forKeys(deps, 'jobs:change'),
    tags,
    summary: 'Teach a bot its approved lessons; the result is a version that waits to be published',
    request: { params: botParams, body: jsonBody(runSettingsSchema) },
    responses: { 201: jsonResponse(runSchema, 'The run; it works on its own from here.') },
  });
  const estimate = createRoute({
    method: 'post',
    path: '/{botId}/runs/estimate',
    ...forKeys(deps, 'jobs:change'),
    tags,
    summary: 'What a run would take, from ten seconds of training on the bot’s own data',
    request: { params: botParams, body: jsonBody(runSettingsSchema) },
    responses: { 200: jsonResponse(runForecastSchema, 'Rows, tokens, minutes, memory and disk.') },
  });
  const read = createRoute({
    method: 'get',
    path: '/{botId}/runs/{runId}',
    ...forKeys(deps, 'jobs:read'),
    tags,
    summary: 'A run with its curve',
    request: { params: runParams },
    responses: { 200: jsonResponse(runDetailSchema, 'The run.') },
  });
  const watch = createRoute({
    method: 'get',
    path: '/{botId}/runs/{runId}/events',
    ...forKeys(deps, 'jobs:read'),
    tags,
    summary: 'A run as it goes, until it ends or rests',
    request: { params: runParams },
    responses: { 200: eventResponse(runEventSchema, 'How it stands, then every change.') },
  });
  const change = (verb: 'pause' | 'resume' | 'cancel', summary: string) =>
    createRoute({
      method: 'post',
      path: `/{botId}/runs/{runId}/${verb}`,
      ...forKeys(deps, 'jobs:change'),
      tags,
      summary,
      request: { params: runParams },
      responses: { 200: jsonResponse(runSchema, 'The run as it is now.') },
    });
  return {
    list,
    start,
    estimate,
    read,
    watch,
    pause: change('pause', 'Stop a run after its step, with a checkpoint'),
    resume: change('resume', 'Take a paused or failed run up again where it was'),
    cancel: change('cancel', 'End a run for good'),
  };
}

export function runRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  const { teaching } = deps;
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => c.json({ runs: await listRuns(deps, c.req.valid('param')) }, 200))
    .openapi(routes.start, async (c) => {
      const [{ botId }, settings] = [c.req.valid('param'), c.req.valid('json')];
      const { thumbs = 'skip' } = settings;
      if (thumbs !== 'skip') authorise(c.get('actor'), 'lessons:approve', { botId });
      return c.json(await startRun(teaching, { actor: c.get('actor').id, botId, settings }), 201);
    })
    .openapi(routes.estimate, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), settings: c.req.valid('json') };
      return c.json(await estimateRun(teaching, input, c.req.raw.signal), 200);
    })
    .openapi(routes.read, async (c) => c.json(await getRun(deps, c.req.valid('param')), 200))
    .openapi(routes.watch, async (c) => {
      const input = c.req.valid('param');
      await getRun(deps, input);
      const leave = new AbortController();
      return sseResponse(watchRun(deps, input, leave.signal), { leave, errorEvent: eventOfFailure });
    })
    .openapi(routes.pause, async (c) => {
      return c.json(await pauseRun(deps, { actor: c.get('actor').id, ...c.req.valid('param') }), 200);
    })
    .openapi(routes.resume, async (c) => {
      return c.json(await resumeRun(deps, { actor: c.get('actor').id, ...c.req.valid('param') }), 200);
    })
    .openapi(routes.cancel, async (c) => {
      return c.json(await cancelRun(teaching, { actor: c.get('actor').id, ...c.req.valid('param') }), 200);
    });
}
