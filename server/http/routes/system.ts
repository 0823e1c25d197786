import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { readinessSchema } from '../../contract/index.ts';
import { forEveryone, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['system'];

const health = createRoute({
  method: 'get',
  path: '/healthz',
  ...forEveryone,
  tags,
  summary: 'The process is up',
  responses: { 200: jsonResponse(z.object({ ok: z.literal(true) }), 'Up.') },
});

const readiness = createRoute({
  method: 'get',
  path: '/readyz',
  ...forEveryone,
  tags,
  summary: 'Questions can be answered: database and both models have',
  responses: {
    200: jsonResponse(readinessSchema, 'Ready.'),
    503: jsonResponse(readinessSchema, 'Not ready, with a sentence for each problem.'),
  },
});

const metrics = createRoute({
  method: 'get',
  path: '/metrics',
  ...forEveryone,
  tags,
  summary: 'Counters and gauges in the Prometheus text format',
  responses: {
    200: { description: 'Metrics.', content: { 'text/plain': { schema: z.string() } } },
  },
});

export function systemRoutes(deps: HttpDeps) {
  return new OpenAPIHono<HttpEnv>()
    .openapi(health, (c) => c.json({ ok: true as const }, 200))
    .openapi(readiness, async (c) => {
      const state = await deps.readiness.check();
      const ready = state.ready && !deps.turns.draining;
      return c.json({ ...state, ready }, ready ? 200 : 503);
    })
    .openapi(metrics, async (c) => c.text(await deps.metrics.render(), 200));
}
