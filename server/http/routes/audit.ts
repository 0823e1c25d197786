import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { exportAudit, listAuditFacets, recordAudit, searchAudit } from '../../audit/index.ts';
import {
  auditExportSchema,
  auditFacetsSchema,
  auditPageSchema,
  auditQuerySchema,
} from '../../contract/index.ts';
import { bodyStream, downloadHeaders, fileResponse } from '../download.ts';
import { forKeys, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const PAGE = 50;
const MEDIA_TYPE = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl' } as const;

function routesOf(deps: HttpDeps) {
  const common = { ...forKeys(deps, 'audit:read'), tags: ['audit'], method: 'get' as const };
  const list = createRoute({
    ...common,
    path: '/',
    summary: 'Who did what, with what was before and after; the record is never altered',
    request: { query: auditQuerySchema },
    responses: { 200: jsonResponse(auditPageSchema, 'The entries, newest first.') },
  });
  const facets = createRoute({
    ...common,
    path: '/facets',
    summary: 'Who has done anything, and what kinds of things were done',
    responses: { 200: jsonResponse(auditFacetsSchema, 'For choosing from.') },
  });
  const download = createRoute({
    ...common,
    path: '/export',
    summary: 'The entries as a file: CSV for a spreadsheet, or a JSON object a line',
    request: { query: auditExportSchema },
    responses: { 200: fileResponse('All that the filter finds, newest first.') },
  });
  return { list, facets, download };
}

export function auditRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  const { store, clock } = deps;
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => {
      const { limit = PAGE, ...filter } = withoutUndefined(c.req.valid('query'));
      return c.json(await searchAudit(store, { ...filter, limit }), 200);
    })
    .openapi(routes.facets, async (c) => c.json(await listAuditFacets(store), 200))
    .openapi(routes.download, async (c) => {
      const { format, ...filter } = withoutUndefined(c.req.valid('query'));
      const details = { format, fields: Object.keys(filter) };
      const entry = {
        at: clock.now(),
        actor: c.get('actor').id,
        verb: 'exportAudit',
        subject: 'audit',
        details,
      };
      await recordAudit(store.db, entry);
      const lines = exportAudit(store, { format, ...filter });
      return new Response(bodyStream(lines), {
        headers: downloadHeaders(`audit.${format}`, MEDIA_TYPE[format]),
      });
    });
}
