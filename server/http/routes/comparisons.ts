import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  blindReviewSchema,
  comparisonListSchema,
  comparisonSchema,
  comparisonStartSchema,
  comparisonSummarySchema,
  judgementSchema,
  reviewQuerySchema,
  reviewResultSchema,
} from '../../contract/index.ts';
import {
  cancelComparison,
  formatComparison,
  getComparison,
  listComparisons,
  recordJudgement,
  reviewResult,
  startBlindReview,
  startComparison,
} from '../../tuning/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['teaching'];
const comparisonParams = botParams.extend({ comparisonId: z.string().max(100) });
const listQuery = z.object({ candidate: z.string().max(100).optional() });

function comparing(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/comparisons',
    ...forKeys(deps, 'jobs:read'),
    tags,
    summary: 'All comparisons of a bot’s versions, newest first, without the answers',
    request: { params: botParams, query: listQuery },
    responses: { 200: jsonResponse(comparisonListSchema, 'The comparisons.') },
  });
  const start = createRoute({
    method: 'post',
    path: '/{botId}/comparisons',
    ...forKeys(deps, 'jobs:change'),
    tags,
    summary: 'Compare a version with what serves, on the bot’s own test questions',
    request: { params: botParams, body: jsonBody(comparisonStartSchema) },
    responses: {
      201: jsonResponse(comparisonSummarySchema, 'The comparison; it works on its own from here.'),
    },
  });
  const read = createRoute({
    method: 'get',
    path: '/{botId}/comparisons/{comparisonId}',
    ...forKeys(deps, 'jobs:read'),
    tags,
    summary: 'A comparison with its verdict, measures and every answer',
    request: { params: comparisonParams },
    responses: { 200: jsonResponse(comparisonSchema, 'The comparison.') },
  });
  const report = createRoute({
    method: 'get',
    path: '/{botId}/comparisons/{comparisonId}/report',
    ...forKeys(deps, 'jobs:read'),
    tags,
    summary: 'A comparison as Markdown, to read and to pass on',
    request: { params: comparisonParams },
    responses: { 200: { description: 'The report.', content: { 'text/markdown': { schema: z.string() } } } },
  });
  const cancel = createRoute({
    method: 'post',
    path: '/{botId}/comparisons/{comparisonId}/cancel',
    ...forKeys(deps, 'jobs:change'),
    tags,
    summary: 'Stop a comparison that waits or runs',
    request: { params: comparisonParams },
    responses: { 200: jsonResponse(comparisonSummarySchema, 'The comparison as it is now.') },
  });
  return { list, start, read, report, cancel };
}

function reviewing(deps: HttpDeps) {
  const pairs = createRoute({
    method: 'get',
    path: '/{botId}/comparisons/{comparisonId}/review',
    ...forKeys(deps, 'jobs:read'),
    tags,
    summary: 'Two answers to each question, without who gave which',
    request: { params: comparisonParams, query: reviewQuerySchema },
    responses: { 200: jsonResponse(blindReviewSchema, 'The pairs, always in the same order.') },
  });
  const decide = createRoute({
    method: 'post',
    path: '/{botId}/comparisons/{comparisonId}/judgements',
    ...forKeys(deps, 'jobs:change'),
    tags,
    summary: 'Say which of two answers is better; a second time replaces the first',
    request: { params: comparisonParams, body: jsonBody(judgementSchema) },
    responses: { 204: { description: 'Kept.' } },
  });
  const result = createRoute({
    method: 'get',
    path: '/{botId}/comparisons/{comparisonId}/review/result',
    ...forKeys(deps, 'jobs:read'),
    tags,
    summary: 'Whom the reviewers preferred; judge first, then look',
    request: { params: comparisonParams, query: reviewQuerySchema },
    responses: { 200: jsonResponse(reviewResultSchema, 'The count, with a sign test.') },
  });
  return { pairs, decide, result };
}

export function comparisonRoutes(deps: HttpDeps) {
  const { list, start, read, report, cancel } = comparing(deps);
  const { pairs, decide, result } = reviewing(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(list, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('query') };
      return c.json({ comparisons: await listComparisons(deps, input) }, 200);
    })
    .openapi(start, async (c) => {
      const asked = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...asked };
      return c.json(await startComparison(deps, input), 201);
    })
    .openapi(read, async (c) => c.json(await getComparison(deps, c.req.valid('param')), 200))
    .openapi(report, async (c) => {
      const markdown = formatComparison(await getComparison(deps, c.req.valid('param')));
      return c.body(markdown, 200, { 'content-type': 'text/markdown; charset=utf-8' });
    })
    .openapi(cancel, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param') };
      return c.json(await cancelComparison(deps, input), 200);
    })
    .openapi(pairs, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('query') };
      return c.json(await startBlindReview(deps, input), 200);
    })
    .openapi(decide, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('json') };
      await recordJudgement(deps, input);
      return c.body(null, 204);
    })
    .openapi(result, async (c) => {
      const input = { ...c.req.valid('param'), ...c.req.valid('query') };
      return c.json(await reviewResult(deps, input), 200);
    });
}
