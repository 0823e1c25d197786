import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { AppError } from '../../base/index.ts';
import { documentDetailSchema, documentTextSchema, passageChangeSchema } from '../../contract/index.ts';
import { editText, getDocument, readOriginal, setPassageEnabled } from '../../knowledge/index.ts';
import { fileResponse, givenFile, shownPdf } from '../download.ts';
import { documentParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['documents'];

/** What a document says: as it was given, and as it is found. */
export function documentTextRoutes(deps: HttpDeps) {
  const original = createRoute({
    method: 'get',
    path: '/{botId}/documents/{documentId}/original',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'A document as it was given, to be saved',
    request: { params: documentParams },
    responses: { 200: fileResponse('The file, to be saved.') },
  });
  const pdf = createRoute({
    method: 'get',
    path: '/{botId}/documents/{documentId}/original/pdf',
    ...forKeys(deps, 'documents:read'),
    tags,
    summary: 'A PDF as it was given, for a frame of the console; 415 for other documents',
    request: { params: documentParams },
    responses: { 200: fileResponse('The PDF, in a sandbox of its own.') },
  });
  const edit = createRoute({
    method: 'put',
    path: '/{botId}/documents/{documentId}/text',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Give a document of plain text another text; 409 when somebody else has changed it meanwhile',
    request: { params: documentParams, body: jsonBody(documentTextSchema) },
    responses: { 200: jsonResponse(documentDetailSchema, 'The document as it is now.') },
  });
  const passage = createRoute({
    method: 'patch',
    path: '/{botId}/documents/{documentId}/passages/{passageId}',
    ...forKeys(deps, 'documents:change'),
    tags,
    summary: 'Take a passage out of use, or into use again; it holds with the next question',
    request: {
      params: documentParams.extend({ passageId: z.string().max(100) }),
      body: jsonBody(passageChangeSchema),
    },
    responses: { 200: jsonResponse(documentDetailSchema, 'The document as it is now.') },
  });
  return new OpenAPIHono<HttpEnv>()
    .openapi(original, async (c) => givenFile(await readOriginal(deps, c.req.valid('param'))))
    .openapi(pdf, async (c) => {
      const { mediaType, bytes } = await readOriginal(deps, c.req.valid('param'));
      if (mediaType !== 'application/pdf') {
        throw new AppError('unsupported_type', 'Only a PDF is shown. Save the original to open it.');
      }
      return shownPdf(bytes);
    })
    .openapi(edit, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('json') };
      await editText(deps, input);
      return c.json(await getDocument(deps, input), 200);
    })
    .openapi(passage, async (c) => {
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), ...c.req.valid('json') };
      await setPassageEnabled(deps, input);
      return c.json(await getDocument(deps, input), 200);
    });
}
