import { ELEMENTWISE_GRADIENTS } from './elementwise-gradients.ts';
import type { Gradients, NoGradient } from './gradient.ts';
import type { OpName } from './index.ts';
import { LINEAR_GRADIENTS } from './linear-gradients.ts';
import { MOVEMENT_GRADIENTS } from './movement-gradients.ts';
import { NORMALISATION_GRADIENTS } from './normalisation-gradients.ts';
import { REDUCTION_GRADIENTS } from './reduction-gradients.ts';

const SERVING_ONLY: NoGradient = 'serving only';

/** How each operator's gradient is made, or why it has none. */
export const GRADIENTS: Gradients<OpName> = {
  ...ELEMENTWISE_GRADIENTS,
  ...LINEAR_GRADIENTS,
  ...MOVEMENT_GRADIENTS,
  ...NORMALISATION_GRADIENTS,
  ...REDUCTION_GRADIENTS,
  GroupQueryAttention: SERVING_ONLY,
  MultiHeadAttention: SERVING_ONLY,
  Loop: SERVING_ONLY,
};
