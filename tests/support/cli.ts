import { join } from 'node:path';
import { createLog, writeFileAtomic } from '../../server/base/index.ts';
import { runCli } from '../../server/cli/index.ts';
import { loadConfig } from '../../server/config/index.ts';
import { type ContextOverrides, modelsDepsOf, openContext } from '../../server/context.ts';
import { CONVERTER_VERSION, MANIFEST_NAME, type ModelManifest } from '../../server/models/folder/manifest.ts';
import { convertedPath } from '../../server/models/folder/paths.ts';
import { DEFAULT_EMBEDDER_ID, DEFAULT_GENERATOR_ID } from '../../server/models/index.ts';
import { serve } from '../../server/serve.ts';

export type CliRun = { code: number; stdout: string; stderr: string };

export type CliOptions = {
  env?: Record<string, string>;
  overrides?: ContextOverrides;
  signal?: AbortSignal;
  onStdout?: (text: string) => void;
};

/** The `foyer` command in this process: the real one but for its streams and what `overrides` replace. */
export async function foyer(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const run: CliRun = { code: -1, stdout: '', stderr: '' };
  const log = createLog({ level: 'error', write: () => {} });
  run.code = await runCli(
    {
      loadConfig: (given) => loadConfig({ FOYER_CROSS_ENCODER: 'off', ...options.env }, given),
      modelsDeps: (config) => modelsDepsOf(config, log),
      async openContext(config) {
        const context = await openContext(config, {
          log,
          readExercises: async () => [],
          ...options.overrides,
        });
        return { ...context, serve: () => serve(context) };
      },
      output: {
        stdout(text) {
          run.stdout += text;
          options.onStdout?.(text);
        },
        stderr(text) {
          run.stderr += text;
        },
        isTerminal: false,
      },
      signal: options.signal ?? new AbortController().signal,
    },
    args,
  );
  return run;
}

/** Makes both default models look converted, for commands that are given fake ones to run. */
export async function pretendModels(cacheDir: string): Promise<void> {
  for (const kind of ['generator', 'embedder'] as const) {
    const id = kind === 'generator' ? DEFAULT_GENERATOR_ID : DEFAULT_EMBEDDER_ID;
    const shape = { layers: 1, hiddenSize: 64, heads: 1, keyValueHeads: 1, headSize: 64, vocabularySize: 2 };
    const manifest: ModelManifest = {
      id,
      kind,
      architecture: kind === 'generator' ? 'llama' : 'bert',
      precision: 'q8',
      contextTokens: 512,
      eosTokenIds: [],
      graph: 'none.onnx',
      shape,
      files: [],
      sha256: '0'.repeat(64),
      source: { kind: 'folder', description: 'a test', sha256: '0'.repeat(64) },
      converterVersion: CONVERTER_VERSION,
    };
    const path = join(convertedPath(cacheDir, id, 'q8'), MANIFEST_NAME);
    await writeFileAtomic(path, JSON.stringify(manifest));
  }
}
