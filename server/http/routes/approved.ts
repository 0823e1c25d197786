import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  createApprovedAnswer,
  deleteApprovedAnswer,
  importApprovedAnswers,
  listApprovedAnswers,
  updateApprovedAnswer,
} from '../../bots/index.ts';
import {
  approvedAnswerChangeSchema,
  approvedAnswerCreateSchema,
  approvedAnswerImportedSchema,
  approvedAnswerImportSchema,
  approvedAnswerListSchema,
  approvedAnswerSchema,
} from '../../contract/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['approved answers'];
const oneParams = botParams.extend({ approvedAnswerId: z.string().max(100) });

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/approved-answers',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'The approved answers of a bot',
    request: { params: botParams },
    responses: { 200: jsonResponse(approvedAnswerListSchema, 'The answers, most said first.') },
  });
  const create = createRoute({
    method: 'post',
    path: '/{botId}/approved-answers',
    ...forKeys(deps, 'bots:change'),
    tags,
    summary: 'Fix the answer to a question, with effect from the next one',
    request: { params: botParams, body: jsonBody(approvedAnswerCreateSchema) },
    responses: { 201: jsonResponse(approvedAnswerSchema, 'The new answer.') },
  });
  const change = createRoute({
    method: 'patch',
    path: '/{botId}/approved-answers/{approvedAnswerId}',
    ...forKeys(deps, 'bots:change'),
    tags,
    summary: 'Change an approved answer',
    request: { params: oneParams, body: jsonBody(approvedAnswerChangeSchema) },
    responses: { 200: jsonResponse(approvedAnswerSchema, 'The answer as it is now.') },
  });
  const remove = createRoute({
    method: 'delete',
    path: '/{botId}/approved-answers/{approvedAnswerId}',
    ...forKeys(deps, 'bots:change'),
    tags,
    summary: 'Delete an approved answer',
    request: { params: oneParams },
    responses: { 204: { description: 'Deleted.' } },
  });
  const load = createRoute({
    method: 'post',
    path: '/{botId}/approved-answers/import',
    ...forKeys(deps, 'bots:change'),
    tags,
    summary: 'Add approved answers from CSV',
    request: { params: botParams, body: jsonBody(approvedAnswerImportSchema) },
    responses: {
      200: jsonResponse(approvedAnswerImportedSchema, 'What was added, and what was not and why.'),
    },
  });
  return { list, create, change, remove, load };
}

export function approvedRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => {
      return c.json({ approvedAnswers: await listApprovedAnswers(deps, c.req.valid('param')) }, 200);
    })
    .openapi(routes.create, async (c) => {
      const body = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...body };
      return c.json(await createApprovedAnswer(deps, input), 201);
    })
    .openapi(routes.change, async (c) => {
      const { changes, expectedVersion } = c.req.valid('json');
      const who = { actor: c.get('actor').id, ...c.req.valid('param') };
      const input = { ...who, changes: withoutUndefined(changes), expectedVersion };
      return c.json(await updateApprovedAnswer(deps, input), 200);
    })
    .openapi(routes.remove, async (c) => {
      await deleteApprovedAnswer(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    })
    .openapi(routes.load, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('json') };
      return c.json(await importApprovedAnswers(deps, input), 200);
    });
}
