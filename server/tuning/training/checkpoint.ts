import { z } from 'zod';
import { AppError, parseJson } from '../../base/index.ts';
import type { TrainedTensor } from '../../graph/index.ts';
import { encodeSafetensors, readSafetensors } from '../../models/index.ts';
import type { Moments } from '../optimise/adam-w.ts';
import type { StoppingState } from '../optimise/early-stopping.ts';
import { trainedSize } from '../optimise/start-adapter.ts';
import type { Checkpoint } from './types.ts';

/** All that changes while training. Vectors hold the tensors end to end. */
export type TrainingState = {
  step: number;
  trained: Float32Array;
  moments: Moments;
  /** Those with the lowest held-out loss so far; the current ones before the first evaluation. */
  best: Float32Array;
  stopping: StoppingState;
  /** After which the held-out rows were last read: a stop may come between a step and its evaluation. */
  judgedStep: number;
};

const stateSchema = z.object({
  version: z.literal(1),
  /** Of everything that must be the same when going on. */
  digest: z.string(),
  stopping: z.object({ bestLoss: z.number().nullable(), bestStep: z.number(), withoutGain: z.number() }),
  /** Absent in checkpoints of before it was noted. */
  judgedStep: z.number().optional(),
});

/** The vector as a safetensors file, tensors by their names. */
export function encodeTrained(tensors: readonly TrainedTensor[], vector: Float32Array): Uint8Array {
  return encodeVectors(tensors, { '': vector });
}

/** @throws AppError `bad_request` where it is of other tensors than these */
export function decodeTrained(tensors: readonly TrainedTensor[], bytes: Uint8Array): Float32Array {
  return decodeVector(tensors, readSafetensors(bytes, 'of the adapter'), '');
}

export function encodeCheckpoint(
  tensors: readonly TrainedTensor[],
  { step, trained, moments, best, stopping, judgedStep }: TrainingState,
  digest: string,
): Checkpoint {
  return {
    step,
    adapter: encodeTrained(tensors, trained),
    moments: encodeVectors(tensors, { 'first.': moments.first, 'second.': moments.second, 'best.': best }),
    state: JSON.stringify({ version: 1, digest, stopping, judgedStep } satisfies z.infer<typeof stateSchema>),
  };
}

/** @throws AppError `bad_request` where it is unreadable or of another run */
export function decodeCheckpoint(
  tensors: readonly TrainedTensor[],
  checkpoint: Checkpoint,
  digest: string,
): TrainingState {
  const state = stateSchema.safeParse(parseJson(checkpoint.state)).data;
  if (state?.digest !== digest) {
    throw new AppError(
      'bad_request',
      'Training cannot go on from this checkpoint: the model, the settings or the examples have changed since. Start anew.',
    );
  }
  const moments = readSafetensors(checkpoint.moments, 'of the checkpoint');
  return {
    step: checkpoint.step,
    trained: decodeTrained(tensors, checkpoint.adapter),
    moments: {
      first: decodeVector(tensors, moments, 'first.'),
      second: decodeVector(tensors, moments, 'second.'),
    },
    best: decodeVector(tensors, moments, 'best.'),
    stopping: state.stopping,
    judgedStep: state.judgedStep ?? checkpoint.step,
  };
}

function encodeVectors(tensors: readonly TrainedTensor[], vectors: Record<string, Float32Array>): Uint8Array {
  const views = new Map<string, { shape: readonly number[]; view: Float32Array }>();
  for (const [prefix, vector] of Object.entries(vectors)) {
    for (const { name, shape, view } of viewsOf(tensors, vector)) views.set(prefix + name, { shape, view });
  }
  const found = (name: string) => views.get(name) ?? { shape: [0], view: new Float32Array(0) };
  const { chunks } = encodeSafetensors({
    names: () => [...views.keys()],
    shape: (name) => found(name).shape,
    read: (name) => found(name).view,
  });
  return new Uint8Array(Buffer.concat([...chunks]));
}

function decodeVector(
  tensors: readonly TrainedTensor[],
  source: ReturnType<typeof readSafetensors>,
  prefix: string,
): Float32Array {
  const vector = new Float32Array(trainedSize(tensors));
  for (const { name, shape, view } of viewsOf(tensors, vector)) {
    const key = prefix + name;
    if (!source.has(key) || `${source.shape(key)}` !== `${shape}`) {
      throw new AppError(
        'bad_request',
        `The adapter does not fit this model and these settings: see ${name}.`,
      );
    }
    view.set(source.read(key));
  }
  return vector;
}

function viewsOf(tensors: readonly TrainedTensor[], vector: Float32Array) {
  let end = 0;
  return tensors.map(({ name, shape }) => {
    const start = end;
    end += shape[0] * shape[1];
    return { name, shape, view: vector.subarray(start, end) };
  });
}
