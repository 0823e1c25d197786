import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { type Actor, authorise } from '../../access/index.ts';
import { askAgain, getTurnInContext } from '../../chat/index.ts';
import {
  correctedSchema,
  correctionAdviceRequestSchema,
  correctionAdviceSchema,
  correctionBodySchema,
  correctionListSchema,
  correctionRequestSchema,
} from '../../contract/index.ts';
import { adviseOn, applyCorrection, listCorrections, undoCorrection } from '../../tuning/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['corrections'];
const oneParams = botParams.extend({ correctionId: z.string().max(100) });
const listQuery = z.object({
  conversationId: z.string().max(100).optional(),
  correctionId: z.string().max(100).optional(),
  before: z.coerce.number().int().positive().optional(),
});

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/corrections',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Answers put right, newest first, with what was made of each',
    request: { params: botParams, query: listQuery },
    responses: { 200: jsonResponse(correctionListSchema, 'A page; `before=next` asks for the older ones.') },
  });
  const advise = createRoute({
    method: 'post',
    path: '/{botId}/corrections/advice',
    ...forKeys(deps, 'lessons:change'),
    tags,
    summary: 'Where a correction belongs, and why; changes nothing',
    request: { params: botParams, body: jsonBody(correctionAdviceRequestSchema) },
    responses: { 200: jsonResponse(correctionAdviceSchema, 'The advice.') },
  });
  const correct = createRoute({
    method: 'post',
    path: '/{botId}/corrections',
    ...forKeys(deps, 'lessons:change'),
    tags,
    summary: 'Put an answer right: a fact, an approved answer or a lesson, and a test that guards it',
    description:
      'A fact needs the right to change documents, an approved answer the right to change the bot, `approve` the right to approve lessons.',
    request: { params: botParams, body: jsonBody(correctionRequestSchema) },
    responses: { 201: jsonResponse(correctedSchema, 'What was made of it, and what the bot says now.') },
  });
  const undo = createRoute({
    method: 'post',
    path: '/{botId}/corrections/{correctionId}/undo',
    ...forKeys(deps, 'lessons:change'),
    tags,
    summary: 'Take a correction back, with all that it made',
    request: { params: oneParams },
    responses: { 200: jsonResponse(correctionBodySchema, 'The correction, undone.') },
  });
  return { list, advise, correct, undo };
}

export function correctionRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => {
      const input = { ...c.req.valid('param'), ...withoutUndefined(c.req.valid('query')) };
      return c.json(await listCorrections(deps, input), 200);
    })
    .openapi(routes.advise, async (c) => {
      const { botId } = c.req.valid('param');
      const { answerId, ...words } = withoutUndefined(c.req.valid('json'));
      const given = await getTurnInContext(deps, { botId, answerId });
      return c.json(await adviseOn(deps, { botId, given, ...words }, c.req.raw.signal), 200);
    })
    .openapi(routes.correct, async (c) => {
      const { botId } = c.req.valid('param');
      const { answerId, ...asked } = withoutUndefined(c.req.valid('json'));
      const given = await getTurnInContext(deps, { botId, answerId });
      const route = asked.route ?? (await adviseOn(deps, { botId, given, ...asked })).route;
      const actor = c.get('actor');
      authoriseRoute(actor, botId, route, asked.approve);
      const input = { actor: actor.id, botId, given, ...asked, route };
      const again = (question: Parameters<typeof askAgain>[1], signal?: AbortSignal) =>
        askAgain(deps, question, signal);
      return c.json(await applyCorrection(deps, input, again, c.req.raw.signal), 201);
    })
    .openapi(routes.undo, async (c) => {
      const actor = c.get('actor');
      const id = c.req.valid('param');
      authorise(actor, 'documents:change', id);
      authorise(actor, 'bots:change', id);
      return c.json(await undoCorrection(deps, { ...id, actor: actor.id }, c.req.raw.signal), 200);
    });
}

/** Besides the right to write lessons, which every correction needs. */
function authoriseRoute(
  actor: Actor,
  botId: string,
  route: 'fact' | 'approved' | 'lesson',
  approve: boolean | undefined,
): void {
  authorise(actor, 'tests:change', { botId });
  if (route === 'fact') authorise(actor, 'documents:change', { botId });
  if (route === 'approved') authorise(actor, 'bots:change', { botId });
  if (approve) authorise(actor, 'lessons:approve', { botId });
}
