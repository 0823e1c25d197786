import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { type Actor, isAllowed } from '../../access/index.ts';
import { getBot } from '../../bots/index.ts';
import {
  answerFlagListSchema,
  answerFlagSchema,
  flagChangeSchema,
  flagCountSchema,
  flaggedAnswerListSchema,
  flagRequestSchema,
  flagStateSchema,
} from '../../contract/index.ts';
import {
  countFlaggedAnswers,
  flagAnswer,
  listFlaggedAnswers,
  listFlags,
  settleFlag,
  unflagAnswer,
} from '../../insight/index.ts';
import { botParams, conversationParams, messageParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['conversations'];
const OTHERS_FLAG = 'What a colleague marked is changed by those with the right `lessons:change` alone.';
const onePath = '/{botId}/conversations/{conversationId}/messages/{messageId}/flag';
const countQuery = z.object({
  state: flagStateSchema.optional().describe('`open`: neither corrected nor said to be put right.'),
  from: z.iso.date().optional().describe('Marked on this day or later, in the time zone of the bot’s hours.'),
  to: z.iso.date().optional().describe('Marked on this day or before.'),
});
const listQuery = countQuery.extend({ before: z.string().max(120).optional() });

function routesOf(deps: HttpDeps) {
  const listAll = createRoute({
    method: 'get',
    path: '/{botId}/flags',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'The answers that staff marked as wrong, latest flag first: who did, when and why',
    request: { params: botParams, query: listQuery },
    responses: {
      200: jsonResponse(flaggedAnswerListSchema, 'A page; `before=next` asks for the older ones.'),
    },
  });
  const count = createRoute({
    method: 'get',
    path: '/{botId}/flags/count',
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'How many answers staff marked as wrong',
    request: { params: botParams, query: countQuery },
    responses: { 200: jsonResponse(flagCountSchema, 'The number.') },
  });
  const list = createRoute({
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
    path: onePath,
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Mark an answer of the bot as wrong; its question then stands among the unanswered ones',
    description: OTHERS_FLAG,
    request: { params: messageParams, body: jsonBody(flagRequestSchema) },
    responses: { 200: jsonResponse(answerFlagSchema, 'The flag, without personal data.') },
  });
  const unflag = createRoute({
    method: 'delete',
    path: onePath,
    ...forKeys(deps, 'conversations:read'),
    tags,
    summary: 'Take a flag back',
    description: OTHERS_FLAG,
    request: { params: messageParams },
    responses: { 204: { description: 'Taken back.' } },
  });
  const settle = createRoute({
    method: 'patch',
    path: onePath,
    ...forKeys(deps, 'lessons:change'),
    tags,
    summary: 'Say that a marked answer is put right, by whatever means, or is not after all',
    description: 'A correction of the answer says so by itself.',
    request: { params: messageParams, body: jsonBody(flagChangeSchema) },
    responses: { 200: jsonResponse(answerFlagSchema, 'The flag as it is now.') },
  });
  return { listAll, count, list, flag, unflag, settle };
}

export function flagRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.listAll, async (c) => {
      const days = await daysOf(deps, c.req.valid('param'));
      return c.json(
        await listFlaggedAnswers(deps, { ...days, ...withoutUndefined(c.req.valid('query')) }),
        200,
      );
    })
    .openapi(routes.count, async (c) => {
      const days = await daysOf(deps, c.req.valid('param'));
      const count = await countFlaggedAnswers(deps, { ...days, ...withoutUndefined(c.req.valid('query')) });
      return c.json({ count }, 200);
    })
    .openapi(routes.list, async (c) => c.json({ flags: await listFlags(deps, c.req.valid('param')) }, 200))
    .openapi(routes.flag, async (c) => {
      const place = c.req.valid('param');
      const who = { ...judgeOf(c.get('actor'), place.botId), name: c.get('actor').name };
      return c.json(
        await flagAnswer(deps, { ...who, ...place, ...withoutUndefined(c.req.valid('json')) }),
        200,
      );
    })
    .openapi(routes.unflag, async (c) => {
      const place = c.req.valid('param');
      await unflagAnswer(deps, { ...judgeOf(c.get('actor'), place.botId), ...place });
      return c.body(null, 204);
    })
    .openapi(routes.settle, async (c) => {
      const { id: actor, name } = c.get('actor');
      const input = { actor, name, ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await settleFlag(deps, input), 200);
    });
}

/** Days begin and end where the bot's hours do. @throws AppError `not_found` */
async function daysOf(
  deps: HttpDeps,
  { botId }: { botId: string },
): Promise<{ botId: string; timeZone: string }> {
  return { botId, timeZone: (await getBot(deps, botId)).settings.handoff.hours.timeZone };
}

/** Whoever may teach the bot decides on what colleagues marked; everybody on their own. */
function judgeOf(actor: Actor, botId: string): { actor: string; ofOthers: boolean } {
  return { actor: actor.id, ofOthers: isAllowed(actor, 'lessons:change', { botId }) };
}
