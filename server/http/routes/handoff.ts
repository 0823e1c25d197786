import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  createVisitor,
  followConversation,
  leaveHandoff,
  noteVisitorTyping,
  rateConversation,
  requestPerson,
  sendContactForm,
  sendFile,
} from '../../chat/index.ts';
import {
  contactFormSchema,
  personRequestSchema,
  ratingSchema,
  sentFileSchema,
  streamPartSchema,
  visitorStateSchema,
} from '../../contract/index.ts';
import { cursorOf, cursorQuery } from '../cursor.ts';
import { checkEmbedOrigin } from '../middleware/embed-origin.ts';
import { limitFile } from '../middleware/limits.ts';
import { eventResponse, forVisitors, jsonBody, jsonResponse } from '../route.ts';
import { liveMessageStream } from '../sse.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { chatParams, requireVisitor, sessionHeader, sessionHeaders, visitorOf } from '../visitor.ts';

const tags = ['chat'];
const own = { headers: sessionHeader, params: chatParams };

const person = createRoute({
  method: 'post',
  path: '/{id}/person',
  ...forVisitors,
  tags,
  summary: 'Ask for a person; also before the first message',
  request: { ...own, body: jsonBody(personRequestSchema) },
  responses: { 200: jsonResponse(visitorStateSchema, 'A place in the waiting list, or the form.') },
});

const leave = createRoute({
  method: 'post',
  path: '/{id}/leave',
  ...forVisitors,
  tags,
  summary: 'Leave the waiting list or the person, back to the assistant',
  request: own,
  responses: { 200: jsonResponse(visitorStateSchema, 'With the assistant again.') },
});

const contact = createRoute({
  method: 'post',
  path: '/{id}/contact',
  ...forVisitors,
  tags,
  summary: 'Leave name, address and message for when people are back',
  request: { ...own, body: jsonBody(contactFormSchema) },
  responses: { 200: jsonResponse(visitorStateSchema, 'Kept, and on its way by mail where the bot has one.') },
});

const fileSchema = z.strictObject({ file: z.instanceof(File) }).openapi({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary' } },
  required: ['file'],
});

const file = createRoute({
  method: 'post',
  path: '/{id}/files',
  ...forVisitors,
  tags,
  summary: 'Send a picture, a PDF or a text file to a person, where the bot takes files',
  request: {
    ...own,
    body: { required: true, content: { 'multipart/form-data': { schema: fileSchema } } },
  },
  responses: { 201: jsonResponse(sentFileSchema, 'Kept; staff read it in the inbox.') },
});

const rating = createRoute({
  method: 'post',
  path: '/{id}/rating',
  ...forVisitors,
  tags,
  summary: 'How content the visitor was, 1 to 5; again replaces it',
  request: { ...own, body: jsonBody(ratingSchema) },
  responses: { 204: { description: 'Kept.' } },
});

const typing = createRoute({
  method: 'post',
  path: '/{id}/typing',
  ...forVisitors,
  tags,
  summary: 'Show the person that one is writing; send it every few seconds',
  request: own,
  responses: { 204: { description: 'Noted.' } },
});

const live = createRoute({
  method: 'get',
  path: '/{id}/live',
  ...forVisitors,
  tags,
  summary: 'Follow a conversation: a person’s messages, typing, the place in the waiting list',
  description:
    'Parts of the AI SDK UI message stream without an end. `after` takes `liveCursor` of the conversation, later the last SSE id.',
  request: { ...own, query: cursorQuery },
  responses: { 200: eventResponse(streamPartSchema, 'Parts as they happen.') },
});

export function handoffRoutes(deps: HttpDeps) {
  const app = new OpenAPIHono<HttpEnv>();
  app.use('/:id/files', limitFile);
  return app
    .openapi(person, async (c) => {
      const { botId, visitor: details } = c.req.valid('json');
      const visitor = visitorOf(c) ?? createVisitor();
      await checkEmbedOrigin(deps, c, botId);
      deps.limits.admit({ visitor: visitor.hash, address: c.get('address'), botId });
      const state = await requestPerson(deps, { visitor, botId, id: c.req.valid('param').id, details });
      return c.json(state, 200, sessionHeaders(visitor));
    })
    .openapi(leave, async (c) => {
      const visitor = requireVisitor(c);
      deps.limits.admit({ visitor: visitor.hash, address: c.get('address') });
      return c.json(await leaveHandoff(deps, { visitor, id: c.req.valid('param').id }), 200);
    })
    .openapi(contact, async (c) => {
      const { visitor: details, ...form } = c.req.valid('json');
      const visitor = visitorOf(c) ?? createVisitor();
      await checkEmbedOrigin(deps, c, form.botId);
      deps.limits.admit({ visitor: visitor.hash, address: c.get('address'), botId: form.botId });
      const state = await sendContactForm(deps, { visitor, id: c.req.valid('param').id, ...form, details });
      return c.json(state, 200, sessionHeaders(visitor));
    })
    .openapi(file, async (c) => {
      const visitor = requireVisitor(c);
      deps.limits.admit({ visitor: visitor.hash, address: c.get('address') });
      const { file: sent } = c.req.valid('form');
      const bytes = new Uint8Array(await sent.arrayBuffer());
      const { id } = c.req.valid('param');
      return c.json(await sendFile(deps, { visitor, id, name: sent.name, bytes }), 201);
    })
    .openapi(rating, async (c) => {
      const visitor = requireVisitor(c);
      deps.limits.admit({ visitor: visitor.hash, address: c.get('address') });
      await rateConversation(deps, { visitor, ...c.req.valid('param'), ...c.req.valid('json') });
      return c.body(null, 204);
    })
    .openapi(typing, async (c) => {
      const visitor = requireVisitor(c);
      deps.limits.admit({ address: c.get('address') });
      await noteVisitorTyping(deps, { visitor, id: c.req.valid('param').id });
      return c.body(null, 204);
    })
    .openapi(live, async (c) => {
      const leaving = new AbortController();
      const input = { visitor: requireVisitor(c), id: c.req.valid('param').id };
      const after = cursorOf(c, c.req.valid('query'));
      const parts = await followConversation(deps, { ...input, ...after }, leaving.signal);
      return liveMessageStream(parts, leaving);
    });
}
