import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import {
  blockSchema,
  cannedReplyChangeSchema,
  cannedReplyCreateSchema,
  cannedReplyListSchema,
  cannedReplySchema,
  conversationSearchQuerySchema,
  conversationSearchSchema,
  tagsSchema,
} from '../../contract/index.ts';
import {
  blockVisitor,
  changeCannedReply,
  createCannedReply,
  deleteCannedReply,
  listCannedReplies,
  searchConversations,
  setTags,
  unblockVisitor,
} from '../../handoff/index.ts';
import { botParams, cannedReplyParams, conversationParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['inbox'];

function conversationRoutesOf(deps: HttpDeps) {
  const writing = { ...forKeys(deps, 'conversations:reply'), tags } as const;
  const search = createRoute({
    method: 'get',
    path: '/{botId}/conversation-search',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Conversations in which all the words occur, in messages or notes, newest first',
    request: { params: botParams, query: conversationSearchQuerySchema },
    responses: { 200: jsonResponse(conversationSearchSchema, 'At most 50.') },
  });
  const tag = createRoute({
    ...writing,
    method: 'put',
    path: '/{botId}/inbox/{conversationId}/tags',
    summary: 'Put exactly these tags on a conversation',
    request: { params: conversationParams, body: jsonBody(tagsSchema) },
    responses: { 200: jsonResponse(tagsSchema, 'The tags as they are now.') },
  });
  const block = createRoute({
    ...writing,
    method: 'post',
    path: '/{botId}/inbox/{conversationId}/block',
    summary: 'Block the visitor of a conversation; what is under way is closed',
    request: { params: conversationParams, body: jsonBody(blockSchema) },
    responses: { 204: { description: 'Blocked.' } },
  });
  const unblock = createRoute({
    ...writing,
    method: 'delete',
    path: '/{botId}/inbox/{conversationId}/block',
    summary: 'Let a visitor write again',
    request: { params: conversationParams },
    responses: { 204: { description: 'No longer blocked.' } },
  });
  return { search, tag, block, unblock };
}

function replyRoutesOf(deps: HttpDeps) {
  const writing = { ...forKeys(deps, 'conversations:reply'), tags } as const;
  const list = createRoute({
    method: 'get',
    path: '/{botId}/canned-replies',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Texts that staff send often, by shortcut',
    request: { params: botParams },
    responses: { 200: jsonResponse(cannedReplyListSchema, 'All of them.') },
  });
  const create = createRoute({
    ...writing,
    method: 'post',
    path: '/{botId}/canned-replies',
    summary: 'Keep a text under a shortcut',
    request: { params: botParams, body: jsonBody(cannedReplyCreateSchema) },
    responses: { 201: jsonResponse(cannedReplySchema, 'The new reply.') },
  });
  const change = createRoute({
    ...writing,
    method: 'patch',
    path: '/{botId}/canned-replies/{cannedReplyId}',
    summary: 'Change a canned reply',
    request: { params: cannedReplyParams, body: jsonBody(cannedReplyChangeSchema) },
    responses: { 200: jsonResponse(cannedReplySchema, 'The reply as it is now.') },
  });
  const remove = createRoute({
    ...writing,
    method: 'delete',
    path: '/{botId}/canned-replies/{cannedReplyId}',
    summary: 'Delete a canned reply',
    request: { params: cannedReplyParams },
    responses: { 204: { description: 'Deleted.' } },
  });
  return { list, create, change, remove };
}

export function inboxExtraRoutes(deps: HttpDeps) {
  const routes = { ...conversationRoutesOf(deps), ...replyRoutesOf(deps) };
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.search, async (c) => {
      const query = withoutUndefined(c.req.valid('query'));
      return c.json(await searchConversations(deps, { ...c.req.valid('param'), ...query }), 200);
    })
    .openapi(routes.tag, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json({ tags: await setTags(deps, input) }, 200);
    })
    .openapi(routes.block, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('json') };
      await blockVisitor(deps, input);
      return c.body(null, 204);
    })
    .openapi(routes.unblock, async (c) => {
      await unblockVisitor(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    })
    .openapi(routes.list, async (c) => {
      return c.json({ cannedReplies: await listCannedReplies(deps, c.req.valid('param').botId) }, 200);
    })
    .openapi(routes.create, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await createCannedReply(deps, input), 201);
    })
    .openapi(routes.change, async (c) => {
      const { expectedVersion, ...changes } = withoutUndefined(c.req.valid('json'));
      const who = { actor: c.get('actor').id, ...c.req.valid('param') };
      return c.json(await changeCannedReply(deps, { ...who, changes, expectedVersion }), 200);
    })
    .openapi(routes.remove, async (c) => {
      await deleteCannedReply(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    });
}
