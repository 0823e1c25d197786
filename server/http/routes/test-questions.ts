import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  testChangesSchema,
  testFormatSchema,
  testImportSchema,
  testQuestionChangeSchema,
  testQuestionCreateSchema,
  testQuestionListSchema,
  testQuestionSchema,
  testSplitSchema,
  testStandingSchema,
} from '../../contract/index.ts';
import {
  createTestQuestion,
  deleteTestQuestion,
  exportTestQuestions,
  getTestQuestion,
  importTestQuestions,
  latestResults,
  listTestQuestions,
  testChanges,
  testTrends,
  updateTestQuestion,
} from '../../tuning/index.ts';
import { downloadHeaders, fileResponse } from '../download.ts';
import { limitUpload } from '../middleware/limits.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { bytesOfFiles, uploadSchema } from '../upload.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['test questions'];
const testParams = botParams.extend({ testId: z.string().max(100) });
const flag = z.enum(['true', 'false']).optional();
const split = testSplitSchema.optional();

const listQuery = z.object({
  split,
  mustPass: flag,
  text: z.string().max(200).optional(),
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
const importQuery = z.object({ format: testFormatSchema.optional(), skipInvalid: flag });

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/test-questions',
    ...forKeys(deps, 'tests:read'),
    tags,
    summary: 'Test questions of a bot, newest first, a page at a time',
    request: { params: botParams, query: listQuery },
    responses: { 200: jsonResponse(testQuestionListSchema, 'A page; `before=next` asks for the following.') },
  });
  const create = createRoute({
    method: 'post',
    path: '/{botId}/test-questions',
    ...forKeys(deps, 'tests:change'),
    tags,
    summary: 'Add a test question; one that is a lesson is refused',
    request: { params: botParams, body: jsonBody(testQuestionCreateSchema) },
    responses: { 201: jsonResponse(testQuestionSchema, 'The test, without personal data.') },
  });
  const download = createRoute({
    method: 'get',
    path: '/{botId}/test-questions/export',
    ...forKeys(deps, 'tests:read'),
    tags,
    summary: 'Test questions as JSON lines, as evaluation reads them',
    request: { params: botParams, query: z.object({ split }) },
    responses: { 200: fileResponse('The file.') },
  });
  const results = createRoute({
    method: 'get',
    path: '/{botId}/test-questions/results',
    ...forKeys(deps, 'tests:read'),
    tags,
    summary: 'How the tests went in the last comparison of a version, and in those before it',
    request: { params: botParams },
    responses: {
      200: jsonResponse(
        testStandingSchema,
        'Passed or not, by name, with what was replied; under `trends` the comparisons, oldest first.',
      ),
    },
  });
  const changes = createRoute({
    method: 'get',
    path: '/{botId}/test-questions/changes',
    ...forKeys(deps, 'tests:read'),
    tags,
    summary: 'Tests that were right before a change and are wrong now',
    request: { params: botParams },
    responses: {
      200: jsonResponse(testChangesSchema, 'By change, with what was said before and is said now.'),
    },
  });
  const upload = createRoute({
    method: 'post',
    path: '/{botId}/test-questions/import',
    ...forKeys(deps, 'tests:change'),
    tags,
    summary: 'Bring test questions in from JSON lines or CSV: all of a file, or nothing of it',
    request: {
      params: botParams,
      query: importQuery,
      body: { required: true, content: { 'multipart/form-data': { schema: uploadSchema } } },
    },
    responses: {
      200: jsonResponse(testImportSchema, 'What became of each file, with every mistake’s place.'),
    },
  });
  const read = createRoute({
    method: 'get',
    path: '/{botId}/test-questions/{testId}',
    ...forKeys(deps, 'tests:read'),
    tags,
    summary: 'A test question',
    request: { params: testParams },
    responses: { 200: jsonResponse(testQuestionSchema, 'The test.') },
  });
  const change = createRoute({
    method: 'patch',
    path: '/{botId}/test-questions/{testId}',
    ...forKeys(deps, 'tests:change'),
    tags,
    summary: 'Change a test question',
    request: { params: testParams, body: jsonBody(testQuestionChangeSchema) },
    responses: { 200: jsonResponse(testQuestionSchema, 'The test as it is now.') },
  });
  const remove = createRoute({
    method: 'delete',
    path: '/{botId}/test-questions/{testId}',
    ...forKeys(deps, 'tests:change'),
    tags,
    summary: 'Delete a test question',
    request: { params: testParams },
    responses: { 204: { description: 'Deleted.' } },
  });
  return { list, create, download, results, changes, upload, read, change, remove };
}

export function testQuestionRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  const app = new OpenAPIHono<HttpEnv>();
  app.use('/:botId/test-questions/import', limitUpload);
  return app
    .openapi(routes.list, async (c) => {
      const { mustPass, ...query } = withoutUndefined(c.req.valid('query'));
      const chosen = mustPass === undefined ? {} : { mustPass: mustPass === 'true' };
      return c.json(await listTestQuestions(deps, { ...c.req.valid('param'), ...query, ...chosen }), 200);
    })
    .openapi(routes.create, async (c) => {
      const input = {
        actor: c.get('actor').id,
        ...c.req.valid('param'),
        ...withoutUndefined(c.req.valid('json')),
      };
      return c.json(await createTestQuestion(deps, input), 201);
    })
    .openapi(routes.download, async (c) => {
      const filter = { ...c.req.valid('param'), ...withoutUndefined(c.req.valid('query')) };
      const text = await exportTestQuestions(deps, filter);
      return new Response(text, { headers: downloadHeaders('questions.jsonl', 'application/jsonl') });
    })
    .openapi(routes.results, async (c) => {
      const results = await latestResults(deps, c.req.valid('param'));
      return c.json({ ...results, trends: await testTrends(deps, c.req.valid('param')) }, 200);
    })
    .openapi(routes.changes, async (c) => c.json(await testChanges(deps, c.req.valid('param')), 200))
    .openapi(routes.upload, async (c) => {
      const { format, skipInvalid } = withoutUndefined(c.req.valid('query'));
      const about = { actor: c.get('actor').id, ...c.req.valid('param'), ...(format && { format }) };
      const files = await bytesOfFiles(c.req.valid('form'));
      return c.json(
        await importTestQuestions(deps, { ...about, files, skipInvalid: skipInvalid === 'true' }),
        200,
      );
    })
    .openapi(routes.read, async (c) => c.json(await getTestQuestion(deps, c.req.valid('param')), 200))
    .openapi(routes.change, async (c) => {
      const { changes, ...rest } = withoutUndefined(c.req.valid('json'));
      const about = { actor: c.get('actor').id, ...c.req.valid('param'), ...rest };
      return c.json(await updateTestQuestion(deps, { ...about, changes: withoutUndefined(changes) }), 200);
    })
    .openapi(routes.remove, async (c) => {
      await deleteTestQuestion(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    });
}
