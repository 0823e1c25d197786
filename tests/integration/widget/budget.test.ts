import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const LOADER_BUDGET_BYTES = 3 * 1024;
const FIRST_ANSWER_BUDGET_BYTES = 45 * 1024;

const built = resolve(import.meta.dirname, '../../../dist/widget');

function gzippedBytes(path: string): number {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}

test('the loader with its launcher stays under 3 KB, all to a first answer under 45 KB', () => {
  expect(existsSync(join(built, 'widget.js')), 'run `npm run build` first').toBe(true);
  const loader = gzippedBytes(join(built, 'widget.js'));
  const assets = globSync('assets/*', { cwd: built }).map((file) => gzippedBytes(join(built, file)));
  expect(assets.length).toBeGreaterThan(0);
  expect(loader).toBeLessThanOrEqual(LOADER_BUDGET_BYTES);
  expect(assets.reduce((sum, bytes) => sum + bytes, loader)).toBeLessThanOrEqual(FIRST_ANSWER_BUDGET_BYTES);
});
