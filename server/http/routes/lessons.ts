import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { authorise } from '../../access/index.ts';
import {
  expectedVersionSchema,
  lessonChangeSchema,
  lessonCheckSchema,
  lessonCreateSchema,
  lessonFormatSchema,
  lessonImportSchema,
  lessonListSchema,
  lessonSchema,
  lessonSourceSchema,
  lessonStateSchema,
} from '../../contract/index.ts';
import {
  approveLesson,
  checkLessons,
  createLesson,
  deleteLesson,
  exportLessons,
  getLesson,
  importLessons,
  lessonFilesOf,
  listLessons,
  retireLesson,
  updateLesson,
} from '../../tuning/index.ts';
import { fileResponse } from '../download.ts';
import { exportedLessons } from '../exported-lessons.ts';
import { limitUpload } from '../middleware/limits.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { bytesOfFiles, uploadSchema } from '../upload.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['lessons'];
const lessonParams = botParams.extend({ lessonId: z.string().max(100) });
const flag = z.enum(['true', 'false']).optional();
const state = lessonStateSchema.optional();

const listQuery = z.object({
  state,
  source: lessonSourceSchema.optional(),
  text: z.string().max(200).optional(),
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
const importQuery = z.object({ format: lessonFormatSchema.optional(), approve: flag, skipInvalid: flag });
const exportQuery = z.object({ format: lessonFormatSchema.default('jsonl'), state });

function setRoutesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/lessons',
    ...forKeys(deps, 'lessons:read'),
    tags,
    summary: 'Lessons of a bot, newest first, a page at a time',
    request: { params: botParams, query: listQuery },
    responses: { 200: jsonResponse(lessonListSchema, 'A page; `before=next` asks for the following.') },
  });
  const create = createRoute({
    method: 'post',
    path: '/{botId}/lessons',
    ...forKeys(deps, 'lessons:change'),
    tags,
    summary: 'Propose a lesson; somebody with the right approves it',
    request: { params: botParams, body: jsonBody(lessonCreateSchema) },
    responses: { 201: jsonResponse(lessonSchema, 'The draft, without personal data.') },
  });
  const check = createRoute({
    method: 'get',
    path: '/{botId}/lessons/check',
    ...forKeys(deps, 'lessons:read'),
    tags,
    summary: 'What would make the lessons a bad set to learn from',
    request: { params: botParams, query: z.object({ state }) },
    responses: { 200: jsonResponse(lessonCheckSchema, 'What was found, in sentences.') },
  });
  const download = createRoute({
    method: 'get',
    path: '/{botId}/lessons/export',
    ...forKeys(deps, 'lessons:read'),
    tags,
    summary: 'Lessons as a file: OpenAI chat JSONL, CSV, or an InstructLab taxonomy in a zip',
    request: { params: botParams, query: exportQuery },
    responses: { 200: fileResponse('The file.') },
  });
  const upload = createRoute({
    method: 'post',
    path: '/{botId}/lessons/import',
    ...forKeys(deps, 'lessons:change'),
    tags,
    summary: 'Bring lessons in from files: all of a file, or nothing of it',
    description:
      'qna.yaml, CSV, OpenAI chat JSONL, or a zip of them. `skipInvalid` keeps what is right in a file with mistakes; `approve` needs the right to approve.',
    request: {
      params: botParams,
      query: importQuery,
      body: { required: true, content: { 'multipart/form-data': { schema: uploadSchema } } },
    },
    responses: {
      200: jsonResponse(lessonImportSchema, 'What became of each file, with every mistake’s place.'),
    },
  });
  return { list, create, check, download, upload };
}

function lessonRoutesOf(deps: HttpDeps) {
  const read = createRoute({
    method: 'get',
    path: '/{botId}/lessons/{lessonId}',
    ...forKeys(deps, 'lessons:read'),
    tags,
    summary: 'A lesson',
    request: { params: lessonParams },
    responses: { 200: jsonResponse(lessonSchema, 'The lesson.') },
  });
  const change = createRoute({
    method: 'patch',
    path: '/{botId}/lessons/{lessonId}',
    ...forKeys(deps, 'lessons:change'),
    tags,
    summary: 'Change a lesson; it is a draft again',
    request: { params: lessonParams, body: jsonBody(lessonChangeSchema) },
    responses: { 200: jsonResponse(lessonSchema, 'The lesson as it is now.') },
  });
  const approve = createRoute({
    method: 'post',
    path: '/{botId}/lessons/{lessonId}/approve',
    ...forKeys(deps, 'lessons:approve'),
    tags,
    summary: 'Let a lesson be taught',
    request: { params: lessonParams, body: jsonBody(expectedVersionSchema) },
    responses: { 200: jsonResponse(lessonSchema, 'The lesson as it is now.') },
  });
  const retire = createRoute({
    method: 'post',
    path: '/{botId}/lessons/{lessonId}/retire',
    ...forKeys(deps, 'lessons:change'),
    tags,
    summary: 'Take a lesson out of what is taught from now on',
    request: { params: lessonParams, body: jsonBody(expectedVersionSchema) },
    responses: { 200: jsonResponse(lessonSchema, 'The lesson as it is now.') },
  });
  const remove = createRoute({
    method: 'delete',
    path: '/{botId}/lessons/{lessonId}',
    ...forKeys(deps, 'lessons:change'),
    tags,
    summary: 'Delete a lesson',
    request: { params: lessonParams },
    responses: { 204: { description: 'Deleted.' } },
  });
  return { read, change, approve, retire, remove };
}

export function lessonRoutes(deps: HttpDeps) {
  const routes = { ...setRoutesOf(deps), ...lessonRoutesOf(deps) };
  const app = new OpenAPIHono<HttpEnv>();
  app.use('/:botId/lessons/import', limitUpload);
  return app
    .openapi(routes.list, async (c) => {
      const input = { ...c.req.valid('param'), ...withoutUndefined(c.req.valid('query')) };
      return c.json(await listLessons(deps, input), 200);
    })
    .openapi(routes.create, async (c) => {
      const input = {
        actor: c.get('actor').id,
        ...c.req.valid('param'),
        ...withoutUndefined(c.req.valid('json')),
      };
      return c.json(await createLesson(deps, input), 201);
    })
    .openapi(routes.check, async (c) => {
      const filter = { ...c.req.valid('param'), ...withoutUndefined(c.req.valid('query')) };
      return c.json(await checkLessons(deps, filter), 200);
    })
    .openapi(routes.download, async (c) => {
      const filter = { ...c.req.valid('param'), ...withoutUndefined(c.req.valid('query')) };
      return exportedLessons(await exportLessons(deps, filter), filter.format);
    })
    .openapi(routes.upload, async (c) => {
      const actor = c.get('actor');
      const { botId } = c.req.valid('param');
      const { format, approve, skipInvalid } = withoutUndefined(c.req.valid('query'));
      if (approve === 'true') authorise(actor, 'lessons:approve', { botId });
      const files = await lessonFilesOf(await bytesOfFiles(c.req.valid('form')));
      const flags = { approve: approve === 'true', skipInvalid: skipInvalid === 'true' };
      const input = { actor: actor.id, botId, files, ...flags, ...(format && { format }) };
      return c.json(await importLessons(deps, input), 200);
    })
    .openapi(routes.read, async (c) => c.json(await getLesson(deps, c.req.valid('param')), 200))
    .openapi(routes.change, async (c) => {
      const { changes, ...rest } = withoutUndefined(c.req.valid('json'));
      const about = { actor: c.get('actor').id, ...c.req.valid('param'), ...rest };
      return c.json(await updateLesson(deps, { ...about, changes: withoutUndefined(changes) }), 200);
    })
    .openapi(routes.approve, async (c) => {
      const about = { actor: c.get('actor').id, ...c.req.valid('param') };
      return c.json(await approveLesson(deps, { ...about, ...withoutUndefined(c.req.valid('json')) }), 200);
    })
    .openapi(routes.retire, async (c) => {
      const about = { actor: c.get('actor').id, ...c.req.valid('param') };
      return c.json(await retireLesson(deps, { ...about, ...withoutUndefined(c.req.valid('json')) }), 200);
    })
    .openapi(routes.remove, async (c) => {
      await deleteLesson(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    });
}
