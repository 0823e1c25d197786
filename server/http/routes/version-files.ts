import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  adapterImportListSchema,
  adapterImportSchema,
  modelExportQuerySchema,
} from '../../contract/index.ts';
import {
  exportAdapterFile,
  exportModelFile,
  getAdapterImport,
  listAdapterImports,
  MAX_ADAPTER_UPLOAD_BYTES,
  startAdapterImport,
} from '../../tuning/index.ts';
import { bodyStream, downloadHeaders, fileResponse } from '../download.ts';
import { limitTo } from '../middleware/limits.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { bytesOfFiles, uploadSchema } from '../upload.ts';

const tags = ['versions'];
const MEDIA_TYPE = 'application/zip';
const importParams = botParams.extend({ importId: z.string().max(100) });
const versionParams = botParams.extend({ versionId: z.string().max(100) });

function routesOf(deps: HttpDeps) {
  const adapter = createRoute({
    method: 'get',
    path: '/{botId}/versions/{versionId}/adapter',
    ...forKeys(deps, 'bots:export'),
    tags,
    summary: 'A version’s adapter as a PEFT folder in a zip, for Python and vLLM',
    request: { params: versionParams },
    responses: { 200: fileResponse('A ZIP archive.') },
  });
  const model = createRoute({
    method: 'get',
    path: '/{botId}/versions/{versionId}/model',
    ...forKeys(deps, 'bots:export'),
    tags,
    summary: 'A version’s model in a zip: ONNX (transformers.js), safetensors or GGUF (llama.cpp)',
    description: 'Written before the first byte is sent, which takes about a minute.',
    request: { params: versionParams, query: modelExportQuerySchema },
    responses: { 200: fileResponse('A ZIP archive.') },
  });
  const bring = createRoute({
    method: 'post',
    path: '/{botId}/versions/import',
    ...forKeys(deps, 'releases:publish'),
    tags,
    summary: 'Make a version of an adapter that was trained elsewhere with PEFT; 160 MB at most',
    description:
      'A zip of the folder, or its two files. Answered once they have arrived; the version is there when the import is done, and answers nobody until it is published.',
    request: { params: botParams, body: { content: { 'multipart/form-data': { schema: uploadSchema } } } },
    responses: { 202: jsonResponse(adapterImportSchema, 'The import, which has begun.') },
  });
  const list = createRoute({
    method: 'get',
    path: '/{botId}/adapter-imports',
    ...forKeys(deps, 'releases:publish'),
    tags,
    summary: 'The last imports of adapters, newest first',
    request: { params: botParams },
    responses: { 200: jsonResponse(adapterImportListSchema, 'The imports.') },
  });
  const look = createRoute({
    method: 'get',
    path: '/{botId}/adapter-imports/{importId}',
    ...forKeys(deps, 'releases:publish'),
    tags,
    summary: 'How an import of an adapter goes',
    request: { params: importParams },
    responses: { 200: jsonResponse(adapterImportSchema, 'The import as it is now.') },
  });
  return { adapter, model, bring, list, look };
}

/** What a bot has learned, out and in as files. */
export function versionFileRoutes(deps: HttpDeps) {
  const { adapter, model, bring, list, look } = routesOf(deps);
  const app = new OpenAPIHono<HttpEnv>();
  app.use('/:botId/versions/import', limitTo(MAX_ADAPTER_UPLOAD_BYTES));
  return app
    .openapi(adapter, async (c) => {
      const { fileName, chunks } = await exportAdapterFile(deps.versions, c.req.valid('param'));
      return new Response(bodyStream(chunks), { headers: downloadHeaders(fileName, MEDIA_TYPE) });
    })
    .openapi(model, async (c) => {
      const asked = { ...c.req.valid('param'), ...c.req.valid('query') };
      const { fileName, chunks } = await exportModelFile(deps.versions, asked, c.req.raw.signal);
      return new Response(bodyStream(chunks), { headers: downloadHeaders(fileName, MEDIA_TYPE) });
    })
    .openapi(bring, async (c) => {
      const files = await bytesOfFiles(c.req.valid('form'));
      const input = { actor: c.get('actor').id, ...c.req.valid('param'), files };
      return c.json(await startAdapterImport(deps.versions, input), 202);
    })
    .openapi(list, async (c) => {
      return c.json({ imports: await listAdapterImports(deps, c.req.valid('param')) }, 200);
    })
    .openapi(look, async (c) => c.json(await getAdapterImport(deps, c.req.valid('param')), 200));
}
