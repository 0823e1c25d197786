import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/** Whichever page is opened first: its own scripts and all that every page needs. */
const SCRIPT_BUDGET_BYTES = 250 * 1024;

/** In another language what the server says comes apart, beside the first data. */
const SENTENCES_BUDGET_BYTES = 40 * 1024;

const built = resolve(import.meta.dirname, '../../../dist/console');

type Chunk = { file: string; imports?: string[]; isEntry?: boolean; isDynamicEntry?: boolean };

function readManifest(): Record<string, Chunk> {
  const file = join(built, 'manifest.json');
  expect(existsSync(file), 'run `npm run build` first').toBe(true);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function scriptsOf(manifest: Record<string, Chunk>, names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const other of chunk.imports ?? []) visit(other);
  };
  for (const name of names) visit(name);
  return new Set([...seen].map((name) => manifest[name]?.file ?? '').filter((file) => file.endsWith('.js')));
}

function gzippedBytes(files: readonly string[]): number {
  const sizes = files.map((file) => gzipSync(readFileSync(join(built, file)), { level: 9 }).length);
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('the first load of any page of the console stays under 250 KB of scripts, gzipped', () => {
  const manifest = readManifest();
  const names = Object.keys(manifest);
  const entries = names.filter((name) => name === 'index.html');
  const pages = names.filter((name) => manifest[name]?.isDynamicEntry && name.includes('features/'));
  const german = names.filter((name) => name.endsWith('i18n/de/index.ts'));
  expect(pages.length).toBeGreaterThan(5);
  expect(german.length).toBe(1);
  for (const page of pages) {
    const files = [...scriptsOf(manifest, [...entries, ...german, page])];
    expect(gzippedBytes(files), page).toBeLessThanOrEqual(SCRIPT_BUDGET_BYTES);
  }
});

test('the sentences of the server are in none of them', () => {
  const manifest = readManifest();
  const [sentences = ''] = Object.keys(manifest).filter((name) => name.endsWith('i18n/de/server/index.ts'));
  expect(manifest[sentences]?.isDynamicEntry).toBe(true);
  const files = [manifest[sentences]?.file ?? ''];
  expect(gzippedBytes(files)).toBeLessThanOrEqual(SENTENCES_BUDGET_BYTES);
});
