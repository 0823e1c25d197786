import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { getBot } from '../../bots/index.ts';
import { getTranscript, listConversations } from '../../chat/index.ts';
import {
  conversationListSchema,
  conversationOutcomeSchema,
  conversationSchema,
  feedbackVerdictSchema,
  insightQuerySchema,
  insightSchema,
  overviewSchema,
} from '../../contract/index.ts';
import { getInsight, getOverview } from '../../insight/index.ts';
import { botParams, conversationParams } from '../params.ts';
import { forKeys, jsonResponse } from '../route.ts';
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
  return { list, read, overview, insight };
}

export function conversationRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => {
      const input = { ...c.req.valid('param'), ...withoutUndefined(c.req.valid('query')) };
      return c.json(await listConversations(deps, input), 200);
    })
    .openapi(routes.read, async (c) => c.json(await getTranscript(deps, c.req.valid('param')), 200))
    .openapi(routes.overview, async (c) => c.json(await getOverview(deps, c.req.valid('param')), 200))
    .openapi(routes.insight, async (c) => {
      const { botId } = c.req.valid('param');
      const { timeZone } = (await getBot(deps, botId)).settings.handoff.hours;
      const input = { botId, timeZone, ...withoutUndefined(c.req.valid('query')) };
      return c.json(await getInsight(deps, input), 200);
    });
}
