import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { readAttachment } from '../../handoff/index.ts';
import { fileResponse, givenFile } from '../download.ts';
import { conversationParams } from '../params.ts';
import { forKeys } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

/** Files of visitors, for staff: to be saved, never shown by the browser itself. */
export function attachmentRoutes(deps: HttpDeps) {
  const read = createRoute({
    method: 'get',
    path: '/{botId}/inbox/{conversationId}/attachments/{attachmentId}',
    ...forKeys(deps, 'conversations:read'),
    tags: ['inbox'],
    summary: 'A file that the visitor of a conversation sent',
    request: { params: conversationParams.extend({ attachmentId: z.string().max(100) }) },
    responses: { 200: fileResponse('The file, to be saved.') },
  });
  return new OpenAPIHono<HttpEnv>().openapi(read, async (c) => {
    return givenFile(await readAttachment(deps, c.req.valid('param')));
  });
}
