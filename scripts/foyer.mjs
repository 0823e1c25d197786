#!/usr/bin/env node
import { join } from 'node:path';
import { ensureDependencies, ensureNode, root, run, runMain, runtimeEnvironment } from './runtime.mjs';

runMain(() => {
  const node = ensureNode();
  ensureDependencies();
  return run(node, [join(root, 'server', 'main.ts'), ...process.argv.slice(2)], {
    env: runtimeEnvironment(node),
  });
});
