import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { ROLE_RIGHTS } from '../../access/index.ts';
import { listColleagues } from '../../accounts/index.ts';
import { getTranscript } from '../../chat/index.ts';
import {
  colleaguesSchema,
  endSchema,
  type InboxEventBody,
  type InboxStanding,
  inboxConversationSchema,
  inboxEventSchema,
  inboxItemSchema,
  inboxQuerySchema,
  inboxSchema,
  inboxStandingSchema,
  noteCreateSchema,
  personMessageSchema,
  presenceChangeSchema,
  presenceSchema,
  sentSchema,
  takeSchema,
  transferSchema,
} from '../../contract/index.ts';
import {
  addNote,
  closeConversation,
  findBotConversation,
  followInbox,
  getInboxDetail,
  listInbox,
  presentStaff,
  returnToBot,
  sayAsPerson,
  setPresence,
  showTyping,
  takeConversation,
  transferConversation,
} from '../../handoff/index.ts';
import { cursorOf, cursorQuery } from '../cursor.ts';
import { botParams, conversationParams } from '../params.ts';
import { eventResponse, forKeys, jsonBody, jsonResponse } from '../route.ts';
import { eventOfFailure, sseResponse } from '../sse.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['inbox'];

function readingRoutes(deps: HttpDeps) {
  const reading = { ...forKeys(deps, 'conversations:read'), tags, method: 'get' } as const;
  const list = createRoute({
    ...reading,
    path: '/{botId}/inbox',
    summary: 'Who waits for a person, who talks with one, who asked in vain',
    request: { params: botParams, query: inboxQuerySchema },
    responses: { 200: jsonResponse(inboxSchema, 'The inbox as it is now; `cursor` joins it to the events.') },
  });
  const follow = createRoute({
    ...reading,
    path: '/{botId}/inbox/events',
    summary: 'Follow everything that happens in the inbox; who answers visitors counts as present meanwhile',
    request: { params: botParams, query: cursorQuery.extend({ name: z.string().max(80).optional() }) },
    responses: {
      200: eventResponse(
        z.union([inboxEventSchema, inboxStandingSchema]),
        'Events without end, each with its number as id; between them how things stand.',
      ),
    },
  });
  const read = createRoute({
    ...reading,
    path: '/{botId}/inbox/{conversationId}',
    summary: 'A conversation with its notes and its way so far',
    request: { params: conversationParams },
    responses: { 200: jsonResponse(inboxConversationSchema, 'All that staff see of it.') },
  });
  return { list, follow, read };
}

function writingRoutes(deps: HttpDeps) {
  const writing = { ...forKeys(deps, 'conversations:reply'), tags, method: 'post' } as const;
  const moved = { 200: jsonResponse(inboxItemSchema, 'The conversation as it is now.') };
  const take = createRoute({
    ...writing,
    path: '/{botId}/inbox/{conversationId}/take',
    summary: 'Take a conversation; the bot falls silent. 409 when a colleague was faster',
    request: { params: conversationParams, body: jsonBody(takeSchema) },
    responses: moved,
  });
  const say = createRoute({
    ...writing,
    path: '/{botId}/inbox/{conversationId}/messages',
    summary: 'Write to the visitor; only who has the conversation may',
    request: { params: conversationParams, body: jsonBody(personMessageSchema) },
    responses: { 201: jsonResponse(sentSchema, 'Stored, and on its way to the visitor.') },
  });
  const typing = createRoute({
    ...writing,
    path: '/{botId}/inbox/{conversationId}/typing',
    summary: 'Show the visitor that one is writing; send it every few seconds',
    request: { params: conversationParams },
    responses: { 204: { description: 'Noted.' } },
  });
  const note = createRoute({
    ...writing,
    path: '/{botId}/inbox/{conversationId}/notes',
    summary: 'A note for staff, which no visitor sees',
    request: { params: conversationParams, body: jsonBody(noteCreateSchema) },
    responses: { 201: jsonResponse(z.object({ noteId: z.string() }), 'Stored.') },
  });
  const transfer = createRoute({
    ...writing,
    path: '/{botId}/inbox/{conversationId}/transfer',
    summary: 'Hand a conversation to a colleague, or back to the waiting list',
    request: { params: conversationParams, body: jsonBody(transferSchema) },
    responses: moved,
  });
  const close = createRoute({
    ...writing,
    path: '/{botId}/inbox/{conversationId}/close',
    summary: 'Close a conversation; when the visitor writes again the bot answers',
    request: { params: conversationParams, body: jsonBody(endSchema) },
    responses: moved,
  });
  const giveBack = createRoute({
    ...writing,
    path: '/{botId}/inbox/{conversationId}/return',
    summary: 'Give a conversation back to the bot',
    request: { params: conversationParams, body: jsonBody(endSchema) },
    responses: moved,
  });
  const presence = createRoute({
    ...writing,
    method: 'put',
    path: '/{botId}/inbox/presence',
    summary: 'Say whether one takes conversations now, and which one is open before one',
    request: { params: botParams, body: jsonBody(presenceChangeSchema) },
    responses: { 200: jsonResponse(presenceSchema, 'How it stands now.') },
  });
  const colleagues = createRoute({
    ...writing,
    method: 'get',
    path: '/{botId}/inbox/colleagues',
    summary: 'Whom a conversation can be handed to, also those who are not there now',
    request: { params: botParams },
    responses: { 200: jsonResponse(colleaguesSchema, 'By name.') },
  });
  return { colleagues, presence, take, say, typing, note, transfer, close, giveBack };
}

export function inboxRoutes(deps: HttpDeps) {
  const routes = { ...readingRoutes(deps), ...writingRoutes(deps) };
  const itemOf = async (place: { botId: string; conversationId: string }) =>
    (await getInboxDetail(deps, place)).item;
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) =>
      c.json(await listInbox(deps, { ...c.req.valid('param'), ...c.req.valid('query') }), 200),
    )
    .openapi(routes.follow, (c) => {
      const leave = new AbortController();
      const { id, name, role } = c.get('actor');
      const answers = ROLE_RIGHTS[role].includes('conversations:reply');
      const who = { ...c.req.valid('param'), actor: id, name: c.req.valid('query').name ?? name, answers };
      const events = followInbox(deps, { ...who, ...cursorOf(c, c.req.valid('query')) }, leave.signal);
      const frame = (event: InboxEventBody | InboxStanding) =>
        event.kind === 'standing' ? { data: event } : { id: event.sequence, data: event };
      return sseResponse(events, { leave, errorEvent: eventOfFailure, frame });
    })
    .openapi(routes.colleagues, async (c) => {
      const present = new Set((await presentStaff(deps, c.req.valid('param').botId)).map(({ id }) => id));
      const colleagues = (await listColleagues(deps))
        .filter(({ role }) => ROLE_RIGHTS[role].includes('conversations:reply'))
        .map(({ id, name }) => ({ id, name, present: present.has(id) }));
      return c.json({ colleagues }, 200);
    })
    .openapi(routes.read, async (c) => {
      const place = c.req.valid('param');
      const detail = await getInboxDetail(deps, place);
      return c.json({ ...detail, conversation: await getTranscript(deps, place) }, 200);
    })
    .openapi(routes.presence, async (c) => {
      const { id, name } = c.get('actor');
      const input = { actor: id, name, ...c.req.valid('param'), ...withoutUndefined(c.req.valid('json')) };
      return c.json(await setPresence(deps, input), 200);
    })
    .openapi(routes.take, async (c) => {
      const { id, name } = c.get('actor');
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: id, name, ...c.req.valid('param'), ...body };
      await takeConversation(deps, input);
      return c.json(await itemOf(input), 200);
    })
    .openapi(routes.say, async (c) => {
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...body };
      return c.json(await sayAsPerson(deps, input), 201);
    })
    .openapi(routes.typing, async (c) => {
      const row = await findBotConversation(deps.store.db, c.req.valid('param'));
      await showTyping(deps, row, { author: 'person', actor: c.get('actor').id });
      return c.body(null, 204);
    })
    .openapi(routes.note, async (c) => {
      const { id, name } = c.get('actor');
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: id, name, ...c.req.valid('param'), ...body };
      return c.json(await addNote(deps, input), 201);
    })
    .openapi(routes.transfer, async (c) => {
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...body };
      await transferConversation(deps, input);
      return c.json(await itemOf(input), 200);
    })
    .openapi(routes.close, async (c) => {
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...body };
      await closeConversation(deps, input);
      return c.json(await itemOf(input), 200);
    })
    .openapi(routes.giveBack, async (c) => {
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...body };
      await returnToBot(deps, input);
      return c.json(await itemOf(input), 200);
    });
}
