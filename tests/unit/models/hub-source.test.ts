import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { type CatalogueEntry, type ExpectedFile, getCatalogueEntry } from '../../../server/models/index.ts';
import { fetchOrigin } from '../../../server/models/sources/fetch-origin.ts';
import type { Origin } from '../../../server/models/sources/types.ts';
import { type HubFile, type HubServer, startHubServer } from '../../support/hub-server.ts';

const WEIGHTS = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7) % 251));
const PATH = '/owner/tiny/resolve/main/model.safetensors';

let hub: HubServer;
let downloads: string;

beforeEach(async () => {
  hub = await startHubServer();
  downloads = mkdtempSync(join(tmpdir(), 'foyer-hub-'));
});
afterEach(async () => {
  await hub[Symbol.asyncDispose]();
  rmSync(downloads, { recursive: true });
});

function entry(files: ExpectedFile[]): CatalogueEntry {
  return {
    ...getCatalogueEntry('smollm2-135m-instruct'),
    id: 'tiny',
    sources: [{ kind: 'hub', repository: 'owner/tiny', revision: 'main', files }],
  };
}

function serve(file: Partial<HubFile> = {}): void {
  hub.files.set(PATH, { content: WEIGHTS, ...file });
}

type Options = {
  files?: ExpectedFile[];
  signal?: AbortSignal;
  timeoutMs?: number;
  onBytes?: (done: number) => void;
};

function fetchTiny({ files, signal, timeoutMs = 5000, onBytes }: Options = {}): Promise<Origin> {
  const input = {
    entry: entry(files ?? [{ path: 'model.safetensors' }]),
    settings: { hubUrl: hub.url, timeoutMs, retryPauseMs: 1 },
    downloads,
    onBytes: onBytes ?? (() => undefined),
  };
  return fetchOrigin(input, signal);
}

async function failure(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  const thrown = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  expect(thrown).toBeInstanceOf(AppError);
  return thrown as AppError;
}

function downloaded(): Buffer {
  return readFileSync(join(downloads, 'hub', 'model.safetensors'));
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

const ranges = (): string[] => hub.requests.map((request) => request.replace(`GET ${PATH}`, '').trim());

describe('a file from the hub', () => {
  test('comes whole, with the bytes counted', async () => {
    serve();
    const seen: number[] = [];
    const origin = await fetchTiny({ onBytes: (done) => seen.push(done) });
    expect(downloaded()).toEqual(WEIGHTS);
    expect(seen.at(-1)).toBe(WEIGHTS.length);
    expect(origin).toMatchObject({ kind: 'hub', path: join(downloads, 'hub') });
  });

  test('goes on where the connection broke, twice', async () => {
    serve({ breakAfter: [70_000, 60_000] });
    await fetchTiny();
    expect(downloaded()).toEqual(WEIGHTS);
    expect(ranges()).toEqual(['', 'bytes=70000-', 'bytes=130000-']);
  });

  test('goes on in a later process, from what an aborted one left', async () => {
    serve({ fallsSilent: true });
    const controller = new AbortController();
    const first = fetchTiny({ signal: controller.signal, onBytes: () => controller.abort() });
    expect(await failure(first)).toMatchObject({ code: 'cancelled' });
    serve();
    await fetchTiny();
    expect(downloaded()).toEqual(WEIGHTS);
    expect(ranges()).toEqual(['', 'bytes=1-']);
  });

  test.each<[string, Partial<HubFile>]>([
    ['the server knows no ranges', { ignoresRanges: true }],
    ['the file changed meanwhile', { etag: '"v2"' }],
  ])('starts over where %s', async (_, change) => {
    const part = Buffer.from(WEIGHTS).fill(1, 0, 1000);
    serve({ content: part, breakAfter: [70_000, 0, 0, 0, 0] });
    await failure(fetchTiny());
    serve(change);
    await fetchTiny();
    expect(downloaded()).toEqual(WEIGHTS);
  });

  test('is asked for again when the server is busy, after the pause it wishes', async () => {
    const busy = { status: 429, headers: { 'retry-after': '0' } };
    serve({ answersFirst: [busy, { status: 503 }] });
    await fetchTiny();
    expect(hub.requests).toHaveLength(3);
  });

  test('is checked against the hash that the hub announces, through a redirect', async () => {
    hub.files.set('/elsewhere', { content: WEIGHTS });
    serve({ redirectTo: `${hub.url}/elsewhere`, linkedEtag: `"${sha256(WEIGHTS)}"` });
    await fetchTiny();
    expect(downloaded()).toEqual(WEIGHTS);
  });

  test('is not fetched again, nor is anything asked, while it is as it was', async () => {
    serve();
    await fetchTiny();
    hub.requests.length = 0;
    await fetchTiny();
    expect(hub.requests).toEqual([]);
    rmSync(join(downloads, 'hub', 'model.safetensors'));
    await fetchTiny();
    expect(hub.requests).toHaveLength(1);
  });

  test('may be missing only where it is optional', async () => {
    serve();
    await fetchTiny({
      files: [{ path: 'generation_config.json', optional: true }, { path: 'model.safetensors' }],
    });
    const files = [{ path: 'config.json' }, { path: 'model.safetensors' }];
    const { message } = await failure(fetchTiny({ files }));
    expect(message).toMatch(/config\.json does not exist \(404\)/);
  });
});

describe('a hub that fails is given up with the reason', () => {
  const wrong = 'a'.repeat(64);

  test.each<[string, Partial<HubFile>, Partial<ExpectedFile>, RegExp]>([
    ['another checksum than pinned', {}, { sha256: wrong }, /SHA-256 [0-9a-f]{64}, and aaaa/],
    ['another checksum than announced', { etag: `"${wrong}"` }, {}, /SHA-256/],
    ['another length than pinned', {}, { bytes: 5 }, /200000 bytes long, and 5 were expected/],
    ['broken off again and again', { breakAfter: [9, 9, 9, 9, 9] }, {}, /broke off/],
    ['a closed repository', { answersFirst: [{ status: 401 }] }, {}, /401: it asks for permission/],
    [
      'a pause of an hour',
      { answersFirst: [{ status: 429, headers: { 'retry-after': '3600' } }] },
      {},
      /answered 429/,
    ],
    ['redirects in a circle', { redirectTo: PATH }, {}, /redirects more than 5 times/],
    [
      'a redirect to another protocol',
      { redirectTo: 'ftp://127.0.0.1/x' },
      {},
      /redirects from http: to ftp:/,
    ],
  ])('%s', async (_, file, expected, message) => {
    serve(file);
    const thrown = await failure(fetchTiny({ files: [{ path: 'model.safetensors', ...expected }] }));
    expect(thrown.code).toBe('model_source_failed');
    expect(thrown.message).toMatch(message);
    expect(readdirSync(join(downloads, 'hub'))).not.toContain('model.safetensors');
  });

  test('silence', async () => {
    serve({ fallsSilent: true });
    const { message } = await failure(fetchTiny({ timeoutMs: 100 }));
    expect(message).toMatch(/fell silent/);
  });

  test('nobody there: one sentence says what was tried and what to do', async () => {
    const { url } = hub;
    await hub[Symbol.asyncDispose]();
    const { message } = await failure(fetchTiny());
    expect(message).toBe(
      `The model "tiny" could not be fetched (hub: ${new URL(url).host} cannot be reached (ECONNREFUSED)); connect to ` +
        'one of these sources, or put its files into a folder "tiny" and name the folder above it in FOYER_MODEL_FOLDER.',
    );
  });
});
