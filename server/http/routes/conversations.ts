import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { getBot } from '../../bots/index.ts';
import { flagAnswer, getTranscript, listConversations, listFlags, unflagAnswer } from '../../chat/index.ts';
import {
  answerFlagListSchema,
  answerFlagSchema,
  conversationListSchema,
  conversationOutcomeSchema,
  conversationSchema,
  feedbackVerdictSchema,
  flagRequestSchema,
  insightQuerySchema,
  insightSchema,
  overviewSchema,
} from '../../contract/index.ts';
import { getInsight, getOverview } from '../../insight/index.ts';
import { botParams, conversationParams, messageParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['conversations'];
const listQuery = z.object({
  outcome: conversationOutcomeSchema.optional(),
  feedback: feedbackVerdictSchema.optional().describe('Only those with such a thumb on a reply.'),
  documentId: z.string().max(100).optional().describe('Only those in which a reply cites this document.'),
  passageId: z.string().max(100).optional().describe('Of that document, only this passage.'),
  before: z.string().max(120).optional(),
});

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/conversations',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'What visitors asked, newest first, a page at a time',
    request: { params: botParams, query: listQuery },
    responses: { 200: jsonResponse(conversationListSchema, 'A page; `before=next` asks for the following.') },
  });
  const read = createRoute({
    method: 'get',
    path: '/{botId}/conversations/{conversationId}',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'A conversation with its messages; each reply names its turn',
    request: { params: conversationParams },
    responses: { 200: jsonResponse(conversationSchema, 'The conversation.') },
  });
  const flags = createRoute({
    method: 'get',
    path: '/{botId}/conversations/{conversationId}/flags',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'The answers of a conversation that staff marked as wrong',
    request: { params: conversationParams },
    responses: { 200: jsonResponse(answerFlagListSchema, 'By message, with who marked it.') },
  });
  const flag = createRoute({
    method: 'put',
    path: '/{botId}/conversations/{conversationId}/messages/{messageId}/flag',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Mark an answer of the bot as wrong; its question then stands among the unanswered ones',
    request: { params: messageParams, body: jsonBody(flagRequestSchema) },
    responses: { 200: jsonResponse(answerFlagSchema, 'The flag, without personal data.') },
  });
  const unflag = createRoute({
    method: 'delete',
    path: '/{botId}/conversations/{conversationId}/messages/{messageId}/flag',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Take a flag back',
    request: { params: messageParams },
    responses: { 204: { description: 'Taken back.' } },
  });
  const overview = createRoute({
    method: 'get',
    path: '/{botId}/overview',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Documents, conversations and replies, counted',
    request: { params: botParams },
    responses: { 200: jsonResponse(overviewSchema, 'The numbers.') },
  });
  const insight = createRoute({
    method: 'get',
    path: '/{botId}/insight',
    ...forKeys(deps, 'conversations:read'),
    tags: ['insight'],
    summary: 'What became of visitors’ questions, by day and in all',
    description:
      'Days are those of the time zone of the bot’s hours, 366 at most. Every number counts stored rows of this bot.',
    request: { params: botParams, query: insightQuerySchema },
    responses: { 200: jsonResponse(insightSchema, 'The numbers.') },
  });
  return { list, read, flags, flag, unflag, overview, insight };
}

export function conversationRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => {
      const input = { ...c.req.valid('param'), ...withoutUndefined(c.req.valid('query')) };
      return c.json(await listConversations(deps, input), 200);
    })
    .openapi(routes.read, async (c) => c.json(await getTranscript(deps, c.req.valid('param')), 200))
    .openapi(routes.flags, async (c) => c.json({ flags: await listFlags(deps, c.req.valid('param')) }, 200))
    .openapi(routes.flag, async (c) => {
      const { id: actor, name } = c.get('actor');
      const body = withoutUndefined(c.req.valid('json'));
      return c.json(await flagAnswer(deps, { actor, name, ...c.req.valid('param'), ...body }), 200);
    })
    .openapi(routes.unflag, async (c) => {
      await unflagAnswer(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    })
    .openapi(routes.overview, async (c) => c.json(await getOverview(deps, c.req.valid('param')), 200))
    .openapi(routes.insight, async (c) => {
      const { botId } = c.req.valid('param');
      const { timeZone } = (await getBot(deps, botId)).settings.handoff.hours;
      const input = { botId, timeZone, ...withoutUndefined(c.req.valid('query')) };
      return c.json(await getInsight(deps, input), 200);
    });
}
