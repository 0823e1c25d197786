import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  createVisitor,
  findRunningTurn,
  getConversation,
  listOwnConversations,
  rateReply,
  sendMessage,
  stopTurn,
} from '../../chat/index.ts';
import {
  botIdSchema,
  chatRequestSchema,
  conversationSchema,
  feedbackRequestSchema,
  ownConversationsSchema,
  sessionSchema,
  streamPartSchema,
} from '../../contract/index.ts';
import { checkEmbedOrigin } from '../middleware/embed-origin.ts';
import { eventResponse, forEveryone, forVisitors, jsonBody, jsonResponse } from '../route.ts';
import { questionOf } from '../sent-message.ts';
import { uiMessageStream } from '../sse.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { chatParams, requireVisitor, sessionHeader, sessionHeaders, visitorOf } from '../visitor.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['chat'];

const beginSession = createRoute({
  method: 'post',
  path: '/session',
  ...forEveryone,
  tags,
  summary: 'A new visitor session; nothing is stored until the first message',
  responses: { 200: jsonResponse(sessionSchema, 'The secret for the x-foyer-session header.') },
});

const send = createRoute({
  method: 'post',
  path: '/',
  ...forVisitors,
  tags,
  summary: 'Ask a question; the reply is an AI SDK UI message stream v1',
  description:
    'Only the last user message is read, the history is the server’s. Without a session one is begun and named in the x-foyer-session response header.',
  request: { headers: sessionHeader, body: jsonBody(chatRequestSchema) },
  responses: { 200: eventResponse(streamPartSchema, 'Parts of the reply, then [DONE].') },
});

const list = createRoute({
  method: 'get',
  path: '/',
  ...forVisitors,
  tags,
  summary: 'The visitor’s own conversations with a bot',
  request: { headers: sessionHeader, query: z.object({ botId: botIdSchema }) },
  responses: { 200: jsonResponse(ownConversationsSchema, 'The latest twenty, newest first.') },
});

const read = createRoute({
  method: 'get',
  path: '/{id}',
  ...forVisitors,
  tags,
  summary: 'A conversation of this session, with its messages',
  request: { headers: sessionHeader, params: chatParams },
  responses: { 200: jsonResponse(conversationSchema, 'The conversation.') },
});

const resume = createRoute({
  method: 'get',
  path: '/{id}/stream',
  ...forVisitors,
  tags,
  summary: 'Follow the reply that is being written, from its first part',
  request: { headers: sessionHeader, params: chatParams },
  responses: {
    200: eventResponse(streamPartSchema, 'Parts of the reply, then [DONE].'),
    204: { description: 'Nothing is being written.' },
  },
});

const stop = createRoute({
  method: 'post',
  path: '/{id}/stop',
  ...forVisitors,
  tags,
  summary: 'Stop the reply that is being written; what was shown stays',
  request: { headers: sessionHeader, params: chatParams },
  responses: { 204: { description: 'Stopped, or nothing was being written.' } },
});

const rate = createRoute({
  method: 'post',
  path: '/{id}/messages/{messageId}/feedback',
  ...forVisitors,
  tags,
  summary: 'A thumb on a reply, up or down with a reason; a second one replaces the first',
  request: {
    headers: sessionHeader,
    params: chatParams.extend({ messageId: z.string().max(100) }),
    body: jsonBody(feedbackRequestSchema),
  },
  responses: { 204: { description: 'Kept.' } },
});

export function chatRoutes(deps: HttpDeps) {
  return new OpenAPIHono<HttpEnv>()
    .openapi(beginSession, (c) => c.json({ session: createVisitor().session }, 200))
    .openapi(send, async (c) => {
      const body = c.req.valid('json');
      const visitor = visitorOf(c) ?? createVisitor();
      await checkEmbedOrigin(deps, c, body.botId);
      deps.limits.admit({ visitor: visitor.hash, address: c.get('address'), botId: body.botId });
      const question = {
        visitor,
        botId: body.botId,
        id: body.id,
        ...questionOf(body),
        again: body.trigger === 'regenerate-message',
        details: body.visitor,
      };
      const turn = await sendMessage(deps, { ...question, requestId: c.get('requestId') });
      const leave = new AbortController();
      return uiMessageStream(turn.follow(leave.signal), leave, sessionHeaders(visitor));
    })
    .openapi(list, async (c) => {
      const { botId } = c.req.valid('query');
      await checkEmbedOrigin(deps, c, botId);
      return c.json(await listOwnConversations(deps, { visitor: requireVisitor(c), botId }), 200);
    })
    .openapi(read, async (c) => {
      const input = { visitor: requireVisitor(c), id: c.req.valid('param').id };
      return c.json(await getConversation(deps, input), 200);
    })
    .openapi(resume, async (c) => {
      const input = { visitor: requireVisitor(c), id: c.req.valid('param').id };
      const turn = await findRunningTurn(deps, input);
      if (!turn) return c.body(null, 204);
      const leave = new AbortController();
      return uiMessageStream(turn.follow(leave.signal), leave);
    })
    .openapi(stop, async (c) => {
      await stopTurn(deps, { visitor: requireVisitor(c), id: c.req.valid('param').id });
      return c.body(null, 204);
    })
    .openapi(rate, async (c) => {
      const visitor = requireVisitor(c);
      deps.limits.admit({ visitor: visitor.hash, address: c.get('address') });
      const thumb = withoutUndefined(c.req.valid('json'));
      await rateReply(deps, { visitor, ...c.req.valid('param'), ...thumb });
      return c.body(null, 204);
    });
}
