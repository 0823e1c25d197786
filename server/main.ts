#!/usr/bin/env node
import { createLog } from './base/index.ts';
import { runCli } from './cli/index.ts';
import { loadConfig } from './config/index.ts';
import { modelsDepsOf, openContext } from './context.ts';
import { serve } from './serve.ts';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
  });
}

process.exitCode = await runCli(
  {
    loadConfig: (overrides) => loadConfig(undefined, overrides),
    modelsDeps: (config) => modelsDepsOf(config, createLog({ level: config.log.level })),
    async openContext(config) {
      const context = await openContext(config);
      return { ...context, serve: () => serve(context) };
    },
    output: {
      stdout: (text) => void process.stdout.write(text),
      stderr: (text) => void process.stderr.write(text),
      isTerminal: process.stderr.isTTY === true,
    },
    signal: stopping.signal,
  },
  process.argv.slice(2),
);
