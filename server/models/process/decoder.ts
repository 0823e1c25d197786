import { InferenceSession, Tensor } from 'onnxruntime-node';
import { invariant } from '../../base/index.ts';
import type { ModelManifest } from '../folder/manifest.ts';
import { sessionOptions } from './session-options.ts';

/** What the model has read so far. Never changed: each run gives a new one, so that one state may start many runs. */
export type DecodeState = {
  /** Tokens read. */
  length: number;
  /** Keys and values, `[1, keyValueHeads, length, headSize]` each, by the graph's `past_key_values` names. */
  past: Readonly<Record<string, Tensor>>;
};

/** One run of the serving graph (its inputs and outputs are described at `buildServingModel`). */
export type Decoder<State> = {
  readonly start: State;
  /** Reads `ids`, then writes 1 to `maxNewTokens` tokens, ending early at an end token; blocks the thread meanwhile. */
  run(
    state: State,
    ids: readonly number[],
    maxNewTokens: number,
  ): Promise<{ state: State; tokens: number[] }>;
};

export async function openDecoder(
  graphPath: string,
  shape: ModelManifest['shape'],
  threads: number,
): Promise<Decoder<DecodeState>> {
  const session = await InferenceSession.create(graphPath, sessionOptions(threads));
  const names = Array.from({ length: shape.layers }, (_, layer) => [`${layer}.key`, `${layer}.value`]).flat();
  const nothing = new Tensor('float32', new Float32Array(0), [1, shape.keyValueHeads, 0, shape.headSize]);
  return {
    start: { length: 0, past: Object.fromEntries(names.map((name) => [`past_key_values.${name}`, nothing])) },
    async run(state, ids, maxNewTokens) {
      const outputs = await session.run({
        ...state.past,
        input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
        past_length: scalar(state.length),
        max_new_tokens: scalar(maxNewTokens),
      });
      const past = names.map(
        (name) => [`past_key_values.${name}`, outputOf(outputs, `present.${name}`)] as const,
      );
      return {
        state: { length: integers(outputOf(outputs, 'length'))[0] ?? 0, past: Object.fromEntries(past) },
        tokens: integers(outputOf(outputs, 'tokens')),
      };
    },
  };
}

/** Memory that keeping a state takes. */
export function decodeStateBytes(state: DecodeState): number {
  return Object.values(state.past).reduce((bytes, tensor) => bytes + tensor.size * 4, 0);
}

function scalar(value: number): Tensor {
  return new Tensor('int64', BigInt64Array.of(BigInt(value)), []);
}

function outputOf(outputs: InferenceSession.OnnxValueMapType, name: string): Tensor {
  const value = outputs[name];
  invariant(value instanceof Tensor, `The serving graph has no output '${name}'.`);
  return value;
}

function integers(tensor: Tensor): number[] {
  invariant(tensor.data instanceof BigInt64Array, 'The serving graph gives tokens and lengths as int64.');
  return Array.from(tensor.data, Number);
}
