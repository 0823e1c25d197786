import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import {
  documentChangeSchema,
  documentDetailSchema,
  documentListSchema,
  documentSchema,
  ingestEventSchema,
} from '../../contract/index.ts';
import {
  deleteDocument,
  getDocument,
  ingestDocuments,
  listDocuments,
  retryDocument,
  setDocumentAudience,
  setDocumentEnabled,
  setDocumentValidity,
} from '../../knowledge/index.ts';
import { detached } from '../detached.ts';
import { limitUpload } from '../middleware/limits.ts';
import { botParams, documentParams } from '../params.ts';
import { eventResponse, forKeys, jsonBody, jsonResponse } from '../route.ts';
import { eventOfFailure, sseResponse } from '../sse.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { documentUploadSchema, filesOf } from '../upload.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['documents'];

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/{botId}/documents',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'All documents of a bot, by name',
    request: { params: botParams },
    responses: { 200: jsonResponse(documentListSchema, 'The documents.') },
  });
  const upload = createRoute({
    method: 'post',
    path: '/{botId}/documents',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Add files; the answer streams their progress',
    description: 'A file of a known name replaces the earlier one. Work goes on when the reader leaves.',
    request: {
      params: botParams,
      body: { required: true, content: { 'multipart/form-data': { schema: documentUploadSchema } } },
    },
    responses: { 200: eventResponse(ingestEventSchema, 'What happens to each file, as it happens.') },
  });
  const read = createRoute({
    method: 'get',
    path: '/{botId}/documents/{documentId}',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'A document with its passages',
    request: { params: documentParams },
    responses: { 200: jsonResponse(documentDetailSchema, 'The document.') },
  });
  const change = createRoute({
    method: 'patch',
    path: '/{botId}/documents/{documentId}',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary:
      'Switch a document on or off for search, or say how long it holds and who may be told what it says',
    request: { params: documentParams, body: jsonBody(documentChangeSchema) },
    responses: { 200: jsonResponse(documentDetailSchema, 'The document as it is now.') },
  });
  const retry = createRoute({
    method: 'post',
    path: '/{botId}/documents/{documentId}/retry',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Read and prepare a document again',
    request: { params: documentParams },
    responses: { 200: jsonResponse(documentSchema, 'The document as it is now.') },
  });
  const remove = createRoute({
    method: 'delete',
    path: '/{botId}/documents/{documentId}',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Delete a document; no answer uses it from now on',
    request: { params: documentParams },
    responses: { 204: { description: 'Deleted.' } },
  });
  return { list, upload, read, change, retry, remove };
}

export function documentRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  const app = new OpenAPIHono<HttpEnv>();
  app.use('/:botId/documents', limitUpload);
  return app
    .openapi(routes.list, async (c) => {
      return c.json({ documents: await listDocuments(deps, c.req.valid('param')) }, 200);
    })
    .openapi(routes.upload, async (c) => {
      const actor = c.get('actor').id;
      const input = { actor, ...c.req.valid('param'), files: filesOf(c.req.valid('form')) };
      const log = c.get('log');
      const events = detached(ingestDocuments(deps, input), (error) => log.error('ingest-failed', { error }));
      return sseResponse(events, { leave: new AbortController(), errorEvent: eventOfFailure });
    })
    .openapi(routes.read, async (c) => c.json(await getDocument(deps, c.req.valid('param')), 200))
    .openapi(routes.change, async (c) => {
      const { enabled, audience, expected, ...bounds } = withoutUndefined(c.req.valid('json'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param') };
      if (enabled !== undefined) await setDocumentEnabled(deps, { ...input, enabled });
      if (audience !== undefined)
        await setDocumentAudience(deps, { ...input, audience, expected: expected?.audience });
      if (Object.keys(bounds).length > 0) await setDocumentValidity(deps, { ...input, ...bounds, expected });
      return c.json(await getDocument(deps, input), 200);
    })
    .openapi(routes.retry, async (c) => {
      const { document } = await retryDocument(deps, c.req.valid('param'));
      return c.json(document, 200);
    })
    .openapi(routes.remove, async (c) => {
      await deleteDocument(deps, { actor: c.get('actor').id, ...c.req.valid('param') });
      return c.body(null, 204);
    });
}
