import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { getBackups, openBackup, startBackup } from '../../backups/index.ts';
import { backupRunSchema, backupsSchema } from '../../contract/index.ts';
import { bodyStream, downloadHeaders, fileResponse } from '../download.ts';
import { forKeys, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const tags = ['backups'];
const MEDIA_TYPE = 'application/octet-stream';
const fileParams = z.object({ name: z.string().max(100) });

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/',
    ...forKeys(deps, 'backups:make'),
    tags,
    summary: 'Backups that are kept, the one that is made, and how the last one went',
    responses: { 200: jsonResponse(backupsSchema, 'As it is now.') },
  });
  const make = createRoute({
    method: 'post',
    path: '/',
    ...forKeys(deps, 'backups:make'),
    tags,
    summary: 'Make a backup now; six an hour at most',
    description: 'Answered at once. While one is made, it is that one.',
    responses: { 202: jsonResponse(backupRunSchema, 'The making, which has begun.') },
  });
  const take = createRoute({
    method: 'get',
    path: '/{name}/file',
    ...forKeys(deps, 'backups:take'),
    tags,
    summary: 'A backup as a file, which “foyer restore” begins an empty data folder with',
    description:
      'Everything is in it: conversations, accounts, sessions. Encrypted where FOYER_BACKUP_KEY is set (`.age`).',
    request: { params: fileParams },
    responses: { 200: fileResponse('A SQLite database, or one encrypted with age.') },
  });
  return { list, make, take };
}

/** Backups that the server makes. */
export function backupRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => c.json(await getBackups(deps), 200))
    .openapi(routes.make, async (c) => c.json(await startBackup(deps, { actor: c.get('actor').id }), 202))
    .openapi(routes.take, async (c) => {
      const { name } = c.req.valid('param');
      const { bytes, chunks } = await openBackup(deps, { actor: c.get('actor').id, name });
      const headers = { ...downloadHeaders(name, MEDIA_TYPE), 'content-length': String(bytes) };
      return new Response(bodyStream(chunks), { headers });
    });
}
