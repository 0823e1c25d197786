/**
 * Builds the widget, the demo page and the console into `dist/`. With `--if-stale`, only when a source is newer than
 * the last build.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, globSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

/** `dist/npm` is a folder as `npm publish` takes it. */
function writeTypes(): void {
  const npm = join(root, 'widget', 'npm');
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', npm], { stdio: ['ignore', 2, 2] });
  copyFileSync(join(npm, 'package.json'), join(root, 'dist', 'npm', 'package.json'));
  copyFileSync(join(root, 'LICENSE'), join(root, 'dist', 'npm', 'LICENSE'));
}

if (!process.argv.includes('--if-stale') || isStale()) {
  process.stderr.write('Building the widget and the console …\n');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  for (const mode of BUILD_TARGETS) await build({ mode, configFile: join(root, 'vite.config.ts') });
  writeTypes();
  writeFileSync(stamp, '');
}
