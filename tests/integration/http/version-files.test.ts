import { mkdir, readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AdapterImport } from '../../../server/contract/index.ts';
import { type App, createApp } from '../../../server/http/index.ts';
import { runJobs } from '../../../server/jobs/index.ts';
import { decoderConfigFromFolder, pullModel } from '../../../server/models/index.ts';
import { ADAPTER_JOB, adapterJob, createVersion } from '../../../server/tuning/index.ts';
import { formulaAdapter } from '../../support/adapters.ts';
import { TEST_BOT_ID as botId, createTestApp, type TestApp } from '../../support/app.ts';
import { formOf } from '../../support/form-of.ts';
import { TINY_FIXTURES, tinyModelDeps } from '../../support/tiny-folder.ts';
import { unzip } from '../../support/unzip.ts';

const base = `/api/admin/bots/${botId}`;
const THEIRS = join(TINY_FIXTURES, '../peft-folder');
let shop: TestApp;
let app: App;
let admin: string;
let versionId: string;
let jobDeps: Parameters<typeof adapterJob>[0];
vi.setConfig({ testTimeout: 120_000 });

/** The whole server, whose model is a tiny one that is really merged and written. */
beforeAll(async () => {
  shop = await createTestApp();
  const { context, dataDir } = shop;
  const models = tinyModelDeps(dataDir, 'qwen3-tied');
  const tiny = await pullModel(models, { id: 'tiny' });
  const versions = { ...context.versions, models };
  jobDeps = { ...versions, openBase: async () => tiny };
  app = createApp({ ...context, versions });
  admin = await shop.keyOf('admin');
  const adapter = formulaAdapter(decoderConfigFromFolder(tiny.path, true), { rank: 4 });
  versionId = (await createVersion(versions, { actor: 'key:test', botId, base: tiny, adapter })).id;
}, 120_000);
afterAll(() => shop?.[Symbol.asyncDispose]());

const get = (path: string, key = admin) =>
  app.request(`${base}${path}`, { headers: { authorization: `Bearer ${key}` } });

async function bring(files: Record<string, Uint8Array | string>, key = admin) {
  const body = formOf(files);
  const headers = { authorization: `Bearer ${key}` };
  const response = await app.request(`${base}/versions/import`, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const work = (deps = jobDeps) => runJobs(shop.context, { [ADAPTER_JOB]: adapterJob(deps) }, { pollMs: 20 });
const importsLook = async (id: unknown) =>
  (await get(`/adapter-imports/${id}`)).json() as Promise<AdapterImport>;

/** How the import ended. */
async function ended({ status, body }: Awaited<ReturnType<typeof bring>>): Promise<AdapterImport> {
  expect(status).toBe(202);
  return vi.waitUntil(
    async () => {
      const now = await importsLook(body['id']);
      return now.state === 'done' || now.state === 'failed' ? now : undefined;
    },
    { timeout: 60_000, interval: 20 },
  );
}

const namesIn = async (archive: Uint8Array) => [...(await unzip(archive)).keys()].toSorted();

const leftIn = (folder: string) => readdir(join(shop.dataDir, folder)).catch(() => []);
const leftBehind = async () => [...(await leftIn('carried')), ...(await leftIn('adapter-files'))];

test('an adapter goes out as a zip, and comes back in as the same version', async () => {
  const response = await get(`/versions/${versionId}/adapter`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toContain(`${versionId}-peft.zip`);
  const archive = await response.bytes();
  expect(await namesIn(archive)).toEqual(['adapter_config.json', 'adapter_model.safetensors']);
  const back = await bring({ 'adapter.zip': archive });
  expect(back.body).toMatchObject({ state: 'waiting', baseName: 'tiny', versionId: null });
  await using _worker = work();
  expect(await ended(back)).toMatchObject({ state: 'done', versionId });
  expect(await leftBehind()).toEqual([]);
});

test('the files of a folder that Python PEFT made become a version that can be published', async () => {
  const names = ['adapter_config.json', 'adapter_model.safetensors'];
  const read = await Promise.all(names.map((name) => readFile(join(THEIRS, name))));
  const sent = await bring(Object.fromEntries(names.map((name, at) => [name, read[at] ?? ''])));
  {
    // Stopped in the middle, as a server that restarts.
    const asked = Promise.withResolvers<void>();
    await using _stopped = work({
      ...jobDeps,
      async openBase(signal) {
        asked.resolve();
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    await asked.promise;
  }
  await using _worker = work();
  const made = await ended(sent);
  const { versions } = await (await get('/versions')).json();
  const version = versions.find(({ id }: { id: string }) => id === made.versionId);
  expect(version).toMatchObject({ state: 'candidate', rank: 2, recipe: null });
  // As if the server had been killed before it could tell that it was done.
  const { db } = shop.context.store;
  const undone = { state: 'waiting', attempts: 0 } as const;
  await db.updateTable('jobs').set(undone).where('id', '=', made.id).execute();
  expect(await ended(sent)).toMatchObject({ state: 'done', versionId: made.versionId });
  const { imports } = await (await get('/adapter-imports')).json();
  expect(imports[0]).toMatchObject({ id: made.id, versionId: made.versionId });
  expect((await get('/adapter-imports/job_none')).status).toBe(404);
});

test('a whole model goes out in each format, and leaves nothing behind, nor does one whose server was killed', async () => {
  const old = join(shop.dataDir, 'carried', 'files-old');
  await mkdir(old, { recursive: true });
  await utimes(old, 1, 1);
  for (const [query, name] of [
    ['format=gguf', 'tiny.Q8_0.gguf'],
    ['format=safetensors&type=fp32', 'model.safetensors'],
    ['format=onnx', 'config.json'],
  ] as const) {
    const response = await get(`/versions/${versionId}/model?${query}`);
    expect(response.status).toBe(200);
    expect(await namesIn(await response.bytes())).toContain(name);
  }
  const broken = await get(`/versions/${versionId}/model?format=gguf`);
  await broken.body?.cancel();
  await expect.poll(leftBehind).toEqual([]);
});

test('what is none is refused in a sentence', async () => {
  const says = async (files: Record<string, Uint8Array | string>) => {
    const { status, body } = await bring(files);
    return [status, (body['error'] as { message: string }).message];
  };
  expect(await says({ 'a.zip': 'no archive' })).toEqual([400, expect.stringContaining('a.zip is damaged')]);
  expect(await says({ 'adapter_config.json': '{}' })).toEqual([
    400,
    expect.stringContaining('save_pretrained'),
  ]);
  const pickled = { 'adapter_config.json': '{}', 'adapter_model.bin': 'x' };
  expect(await says(pickled)).toEqual([400, expect.stringContaining('pickle')]);
  const config = await readFile(join(THEIRS, 'adapter_config.json'));
  const cut = { 'adapter_config.json': config, 'adapter_model.safetensors': 'short' };
  const [status, message] = await says(cut);
  expect([status, message]).toEqual([400, expect.stringContaining('adapter_model.safetensors')]);
  expect(message).not.toContain(shop.dataDir);
  const other = { ...cut, 'adapter_config.json': JSON.stringify({ peft_type: 'LOHA' }) };
  expect((await says(other))[0]).toBe(400);
  const long = { ...cut, 'adapter_config.json': `{}${' '.repeat(2 ** 20)}` };
  expect(await says(long)).toEqual([413, expect.stringContaining('more than the 1048576 allowed')]);
  expect(await leftBehind()).toEqual([]);
  const wrong = await get(`/versions/${versionId}/model?format=gguf&type=bf16`);
  expect([wrong.status, (await wrong.json()).error.message]).toEqual([
    400,
    expect.stringContaining('q8, fp16'),
  ]);
  expect((await get('/versions/nothing/adapter')).status).toBe(404);
  expect(await leftBehind()).toEqual([]);
});

test('an adapter of another model fails, and says why', async () => {
  const archive = await (await get(`/versions/${versionId}/adapter`)).bytes();
  const other = await pullModel(tinyModelDeps(join(shop.dataDir, 'other'), 'llama-tied-linear'), {
    id: 'tiny',
  });
  await using _worker = work({ ...jobDeps, openBase: async () => other });
  const { state, error, versionId: none } = await ended(await bring({ 'adapter.zip': archive }));
  expect({ state, none, code: error?.code }).toEqual({ state: 'failed', none: null, code: 'bad_request' });
  expect(error?.message).toContain('does not fit the model');
  expect(error?.message).not.toContain(shop.dataDir);
  expect(await leftBehind()).toEqual([]);
});

test('who may not publish brings nothing in, and who may not export takes nothing out', async () => {
  const staff = await shop.keyOf('staff');
  expect((await bring({ 'a.zip': 'x' }, staff)).status).toBe(403);
  expect((await get(`/versions/${versionId}/adapter`, staff)).status).toBe(403);
  expect((await get(`/versions/${versionId}/model?format=gguf`, staff)).status).toBe(403);
  expect((await get('/data-sets/none/export', staff)).status).toBe(403);
  expect((await get('/data-sets/none/export')).status).toBe(404);
  const large = new Uint8Array(161 * 1024 * 1024);
  expect((await bring({ 'a.zip': large })).status).toBe(413);
});
