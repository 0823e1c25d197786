import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const LOADER_BUDGET_BYTES = 3 * 1024;
const FIRST_ANSWER_BUDGET_BYTES = 45 * 1024;
/** What comes when it is wanted: with the first form or on the way to a person; with a reply that may hold a table. */
const WANTED_BUDGETS_BYTES = { forms: 4 * 1024, tables: 2.5 * 1024 };

const built = resolve(import.meta.dirname, '../../../dist/widget');

function gzippedBytes(path: string): number {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}

test('the loader with its launcher stays under 3 KB, all to a first answer under 45 KB', () => {
  expect(existsSync(join(built, 'widget.js')), 'run `npm run build` first').toBe(true);
  const loader = gzippedBytes(join(built, 'widget.js'));
  const assets = globSync('assets/*.js', { cwd: built });
  const isLocale = (file: string) => /^assets\/[a-z]{2}-/.test(file);
  const sizes = (files: string[]) => files.map((file) => gzippedBytes(join(built, file)));
  const partOf = (file: string) => /^assets\/(forms|tables)-/.exec(file)?.[1];
  const always = sizes(assets.filter((file) => !isLocale(file) && !partOf(file)));
  const largestLocale = Math.max(0, ...sizes(assets.filter(isLocale)));
  expect(always.length).toBeGreaterThan(0);
  expect(loader).toBeLessThanOrEqual(LOADER_BUDGET_BYTES);
  const firstAnswer = always.reduce((sum, bytes) => sum + bytes, loader) + largestLocale;
  expect(firstAnswer).toBeLessThanOrEqual(FIRST_ANSWER_BUDGET_BYTES);
  for (const [part, budget] of Object.entries(WANTED_BUDGETS_BYTES)) {
    const found = sizes(assets.filter((file) => partOf(file) === part));
    expect(found, part).toHaveLength(1);
    expect(found[0], part).toBeLessThanOrEqual(budget);
  }
});
