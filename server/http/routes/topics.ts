import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  approvedSuggestionListSchema,
  topicChangeSchema,
  topicListSchema,
  topicQuestionListSchema,
  topicSchema,
  topicsGatheredSchema,
} from '../../contract/index.ts';
import {
  changeTopic,
  gatherTopics,
  getTopic,
  listTopicQuestions,
  listTopics,
  suggestApprovedAnswers,
} from '../../insight/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['topics'];
const oneParams = botParams.extend({ topicId: z.string().max(100) });
const listQuery = z.object({
  state: z.enum(['open', 'closed']).optional(),
  all: z.enum(['true', 'false']).optional().describe('Also those whose questions were all answered.'),
  after: z.coerce.number().int().min(0).optional(),
});
const questionsQuery = z.object({ before: z.coerce.number().int().positive().optional() });

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/topics',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'What visitors asked and were not answered, by topic, most often first',
    request: { params: botParams, query: listQuery },
    responses: { 200: jsonResponse(topicListSchema, 'A page; `after=next` asks for the following.') },
  });
  const gather = createRoute({
    method: 'post',
    path: '/{botId}/topics/gather',
    ...forKeys(deps, 'conversations:reply'),
    tags,
    summary: 'Sort the latest questions into topics, a thousand at most',
    request: { params: botParams },
    responses: { 200: jsonResponse(topicsGatheredSchema, 'How many were sorted, and how many are left.') },
  });
  const read = createRoute({
    method: 'get',
    path: '/{botId}/topics/{topicId}',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'A topic',
    request: { params: oneParams },
    responses: { 200: jsonResponse(topicSchema, 'The topic.') },
  });
  const questions = createRoute({
    method: 'get',
    path: '/{botId}/topics/{topicId}/questions',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'The questions of a topic, latest first',
    request: { params: oneParams, query: questionsQuery },
    responses: {
      200: jsonResponse(topicQuestionListSchema, 'A page; `before=next` asks for the older ones.'),
    },
  });
  const change = createRoute({
    method: 'patch',
    path: '/{botId}/topics/{topicId}',
    ...forKeys(deps, 'conversations:reply'),
    tags,
    summary: 'Assign a topic, close it or open it again',
    request: { params: oneParams, body: jsonBody(topicChangeSchema) },
    responses: { 200: jsonResponse(topicSchema, 'The topic as it is now.') },
  });
  const suggest = createRoute({
    method: 'get',
    path: '/{botId}/approved-answers/suggestions',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Questions that many visitors ask and no approved answer meets',
    request: { params: botParams },
    responses: { 200: jsonResponse(approvedSuggestionListSchema, 'The suggestions, most asked first.') },
  });
  return { list, gather, read, questions, change, suggest };
}

export function topicRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => {
      const { all, ...filter } = withoutUndefined(c.req.valid('query'));
      const input = { ...c.req.valid('param'), ...filter, unanswered: all !== 'true' };
      return c.json(await listTopics(deps, input), 200);
    })
    .openapi(routes.gather, async (c) => {
      return c.json(await gatherTopics(deps, c.req.valid('param'), c.req.raw.signal), 200);
    })
    .openapi(routes.read, async (c) => c.json(await getTopic(deps, c.req.valid('param')), 200))
    .openapi(routes.questions, async (c) => {
      const input = { ...c.req.valid('param'), ...withoutUndefined(c.req.valid('query')) };
      return c.json(await listTopicQuestions(deps, input), 200);
    })
    .openapi(routes.change, async (c) => {
      const { changes, expectedVersion } = c.req.valid('json');
      const who = { actor: c.get('actor').id, ...c.req.valid('param') };
      const input = { ...who, changes: withoutUndefined(changes), expectedVersion };
      return c.json(await changeTopic(deps, input), 200);
    })
    .openapi(routes.suggest, async (c) => {
      return c.json({ suggestions: await suggestApprovedAnswers(deps, c.req.valid('param')) }, 200);
    });
}
