import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { BuiltModel, DecoderConfig } from '../../server/graph/index.ts';

export type TestSession = {
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Writes a built model to a temporary folder, opens it, and removes the folder when disposed. */
export async function openBuiltModel(model: BuiltModel): Promise<TestSession> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-graph-'));
  writeFileSync(join(folder, 'model.onnx'), model.proto);
  writeFileSync(join(folder, model.dataName), Buffer.concat([...model.data]));
  const session = await openModelFile(join(folder, 'model.onnx'));
  return {
    run: session.run,
    async [Symbol.asyncDispose]() {
      await session[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

export async function openModelFile(path: string): Promise<TestSession> {
  const session = await InferenceSession.create(path, { intraOpNumThreads: 2 });
  return {
    run: async (feeds) => ({ ...(await session.run(feeds)) }) as Record<string, Tensor>,
    [Symbol.asyncDispose]: () => session.release(),
  };
}

export function int64(values: readonly number[], dims: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), [...dims]);
}

export function integers(tensor: Tensor | undefined): number[] {
  return Array.from(tensor?.data as BigInt64Array, Number);
}

/** An empty cache for `config`, under the names of a model's inputs. */
export function emptyCache(config: DecoderConfig): Record<string, Tensor> {
  const dims = [1, config.keyValueHeads, 0, config.headSize];
  const names = Array.from({ length: config.layers }, (_, layer) => [
    `${layer}.key`,
    `${layer}.value`,
  ]).flat();
  return Object.fromEntries(
    names.map((name) => [`past_key_values.${name}`, new Tensor('float32', new Float32Array(0), dims)]),
  );
}

/** The cache that a run returned, as the next run takes it. */
export function nextCache(outputs: Record<string, Tensor>): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(outputs)
      .filter(([name]) => name.startsWith('present.'))
      .map(([name, tensor]) => [name.replace('present.', 'past_key_values.'), tensor]),
  );
}

/** Logits of the transformers.js layout for a whole prompt at once, one row a position. */
export async function promptLogits(
  session: TestSession,
  config: DecoderConfig,
  ids: readonly number[],
): Promise<Float32Array[]> {
  const dims = [1, ids.length];
  const outputs = await session.run({
    input_ids: int64(ids, dims),
    attention_mask: int64(
      ids.map(() => 1),
      dims,
    ),
    position_ids: int64([...ids.keys()], dims),
    ...emptyCache(config),
  });
  const data = outputs['logits']?.data as Float32Array;
  const width = config.vocabularySize;
  return ids.map((_, row) => data.slice(row * width, (row + 1) * width));
}

/** Greedy tokens of the serving layout, `stepsPerRun` at a time, until an end token or `most`. */
export async function serveGreedy(
  session: TestSession,
  config: DecoderConfig,
  prompt: readonly number[],
  most: number,
  stepsPerRun: number,
): Promise<number[]> {
  const written: number[] = [];
  let cache = emptyCache(config);
  let ids = prompt;
  let length = 0;
  while (written.length < most) {
    const outputs = await session.run({
      input_ids: int64(ids, [1, ids.length]),
      past_length: int64([length], []),
      max_new_tokens: int64([Math.min(stepsPerRun, most - written.length)], []),
      ...cache,
    });
    const tokens = integers(outputs['tokens']);
    written.push(...tokens);
    length = integers(outputs['length'])[0] ?? 0;
    cache = nextCache(outputs);
    ids = tokens.slice(-1);
    if (config.endTokenIds.includes(ids[0] ?? -1)) break;
  }
  return written;
}

export function argMax(values: Float32Array): number {
  return values.reduce((best, value, index) => (value > (values[best] ?? -Infinity) ? index : best), 0);
}
