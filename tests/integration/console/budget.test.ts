import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/** The console's first load; all of it, since nothing is loaded later. */
const SCRIPT_BUDGET_BYTES = 250 * 1024;

const built = resolve(import.meta.dirname, '../../../dist/console');

test('the scripts of the console stay under 250 KB, gzipped', () => {
  expect(existsSync(join(built, 'index.html')), 'run `npm run build` first').toBe(true);
  const scripts = globSync('assets/*.js', { cwd: built });
  expect(scripts.length).toBeGreaterThan(0);
  const bytes = scripts.map((file) => gzipSync(readFileSync(join(built, file)), { level: 9 }).length);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(SCRIPT_BUDGET_BYTES);
});
