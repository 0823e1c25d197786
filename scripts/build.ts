/**
 * Builds the widget, the demo page and the console into `dist/`. With `--if-stale`, only when a source is newer than
 * the last build.
 */
import { existsSync, globSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { BUILD_TARGETS } from '../vite.config.ts';

const root = resolve(import.meta.dirname, '..');
const stamp = join(root, 'dist', '.built');
const SOURCES = ['widget/**/*', 'server/contract/**/*.ts', 'vite.config.ts', 'package-lock.json'];

function isStale(): boolean {
  if (!existsSync(stamp)) return true;
  const builtAt = statSync(stamp).mtimeMs;
  return globSync(SOURCES, { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > builtAt);
}

if (!process.argv.includes('--if-stale') || isStale()) {
  process.stderr.write('Building the widget and the console …\n');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  for (const mode of BUILD_TARGETS) await build({ mode, configFile: join(root, 'vite.config.ts') });
  writeFileSync(stamp, '');
}
