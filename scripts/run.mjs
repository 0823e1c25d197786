import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import {
  ensureDependencies,
  ensureNode,
  root,
  run,
  runMain,
  runtimeEnvironment,
  SetupError,
} from './runtime.mjs';

const BUILD_IF_STALE = ['scripts/build.ts', '--if-stale'];

/** Each task is a list of steps, each a command line; what ends in .ts is run by Node 24. */
const TASKS = {
  build: [['scripts/build.ts']],
  start: [BUILD_IF_STALE, ['server/main.ts', 'start']],
  demo: [BUILD_IF_STALE, ['server/main.ts', 'demo']],
  check: [
    ['tsc', '--project', '.'],
    ['biome', 'check', '--error-on-warnings', '.'],
    ['knip'],
    ['vitest', 'run', '--project', 'unit', 'tests/architecture'],
  ],
  format: [['biome', 'check', '--write', '.']],
  test: [BUILD_IF_STALE, ['scripts/test.ts']],
  'test:unit': [['vitest', 'run', '--project', 'unit']],
  'test:long': [BUILD_IF_STALE, ['scripts/test-long.ts']],
  bench: [['scripts/bench.ts']],
};

const NEEDS_BROWSER = new Set(['test', 'test:long']);

runMain(() => {
  const [task = '', ...rest] = process.argv.slice(2);
  const steps = TASKS[task];
  if (!steps)
    throw new SetupError(`There is no task "${task}": the tasks are ${Object.keys(TASKS).join(', ')}.`);
  const node = ensureNode();
  ensureDependencies();
  const env = runtimeEnvironment(node, NEEDS_BROWSER.has(task) ? { CHROME_PATH: ensureBrowser() } : {});
  for (const [index, step] of steps.entries()) {
    const [command, ...args] = [...step, ...(index === steps.length - 1 ? rest : [])];
    const code = command.endsWith('.ts')
      ? run(node, [join(root, command), ...args], { cwd: root, env })
      : run(command, args, { cwd: root, env, shell: process.platform === 'win32' });
    if (code !== 0) return code;
  }
  return 0;
});
