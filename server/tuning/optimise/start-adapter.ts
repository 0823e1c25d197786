import type { AdapterTensor, TrainedTensor } from '../../graph/index.ts';
import type { TrainingSession } from '../../models/index.ts';
import type { Random } from './random.ts';

/** Where training begins: at the pretrained values, or with a fresh adapter. */
export function startOf(
  { tensors, pretrained }: Pick<TrainingSession, 'tensors' | 'pretrained'>,
  random: Random,
): Float32Array {
  return pretrained?.slice() ?? startAdapter(tensors, random);
}

/**
 * Values of a fresh adapter, tensor after tensor: A uniform in ±1/√inputs (Kaiming's bound at a = √5, PEFT's default),
 * B zero, so that the adapted model begins as the base.
 */
function startAdapter(tensors: readonly Started[], random: Random): Float32Array {
  const values = new Float32Array(trainedSize(tensors));
  let at = 0;
  for (const { half, shape } of tensors) {
    const end = at + shape[0] * shape[1];
    const bound = half === 'A' ? 1 / Math.sqrt(shape[1]) : 0;
    if (bound > 0) for (let index = at; index < end; index++) values[index] = (2 * random() - 1) * bound;
    at = end;
  }
  return values;
}

type Started = TrainedTensor & Partial<Pick<AdapterTensor, 'half'>>;

/** Trained values in all. */
export function trainedSize(tensors: readonly TrainedTensor[]): number {
  return tensors.reduce((sum, { shape }) => sum + shape[0] * shape[1], 0);
}
