import { invariant } from '../../base/index.ts';
import { demand, dimension, type Inputs, microsoft, type OpFamily, same, standard, tensor } from './rule.ts';

/** Normalising over the last axis. The `Skip` forms add first and also give the sum, as output 3. */
export const NORMALISATION = {
  /** RMSNorm: `x / sqrt(mean(x²) + epsilon) * gamma`. onnxruntime registers it under `ai.onnx`. */
  SimplifiedLayerNormalization: standard({ axis: 'int', epsilon: 'float' }, (inputs) => {
    return [normalised(inputs, 1)];
  }),
  /** RMSNorm of `x + skip`: inputs x, skip, gamma. */
  SkipSimplifiedLayerNormalization: microsoft({ epsilon: 'float' }, (inputs) => skip(inputs)),
  LayerNormalization: standard({ axis: 'int', epsilon: 'float' }, (inputs) => [normalised(inputs, 1)]),
  /** LayerNorm of `x + skip + bias`: inputs x, skip, gamma, beta, bias. */
  SkipLayerNormalization: microsoft({ epsilon: 'float' }, (inputs) => [normalised(inputs, 2)]),
  /** Probabilities along an axis: `exp(x) / sum(exp(x))`. */
  Softmax: standard({ axis: 'int' }, alongLastAxis),
  /** Their logarithms. */
  LogSoftmax: standard({ axis: 'int' }, alongLastAxis),
} satisfies OpFamily;

function alongLastAxis(inputs: Inputs, { axis }: { axis: number }) {
  demand(inputs.at(0), 'float32');
  invariant(axis === -1, 'a softmax runs along the last axis');
  return [tensor('float32', inputs.at(0).shape)];
}

function normalised(inputs: Inputs, gammaIndex: number) {
  const [x, gamma] = [inputs.at(0), inputs.at(gammaIndex)];
  demand(x, 'float32');
  demand(gamma, 'float32', 1);
  same(dimension(x, -1), dimension(gamma, 0), 'the width of a normalisation');
  return tensor('float32', x.shape);
}

/** Mean and inverse deviation, outputs 1 and 2, are for training and stay unnamed. */
function skip(inputs: Inputs) {
  const sum = normalised(inputs, 2);
  return [sum, null, null, sum];
}
