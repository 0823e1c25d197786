import type { EncoderConfig, TrainedTensor } from './types.ts';

/** The linear layers of an encoder's block, by their names in the weights. */
export const ENCODER_MODULES = [
  'attention.self.query',
  'attention.self.key',
  'attention.self.value',
  'attention.output.dense',
  'intermediate.dense',
  'output.dense',
] as const;

export type EncoderModule = (typeof ENCODER_MODULES)[number];

/** The layer that says yes or no; the pretrained weights have none. */
export const CLASSIFIER = 'classifier';

/** What a cross-encoder tells apart, in the order of its logits: the text does not answer the question; it does. */
export const READINGS = ['no', 'yes'] as const;

/** Inputs and outputs of a block's linear layers. */
export function encoderModuleSizes({
  hiddenSize,
  intermediateSize,
}: EncoderConfig): Record<EncoderModule, { inputs: number; outputs: number }> {
  const square = { inputs: hiddenSize, outputs: hiddenSize };
  return {
    'attention.self.query': square,
    'attention.self.key': square,
    'attention.self.value': square,
    'attention.output.dense': square,
    'intermediate.dense': { inputs: hiddenSize, outputs: intermediateSize },
    'output.dense': { inputs: intermediateSize, outputs: hiddenSize },
  };
}

/** All that is trained of a bi-encoder: the matrix of every linear layer. Biases, norms and tables stay. */
export function biEncoderTensors(config: EncoderConfig): TrainedTensor[] {
  const sizes = encoderModuleSizes(config);
  return Array.from({ length: config.layers }, (_, layer) =>
    ENCODER_MODULES.map((module): TrainedTensor => {
      const { inputs, outputs } = sizes[module];
      return { name: `encoder.layer.${layer}.${module}.weight`, shape: [outputs, inputs] };
    }),
  ).flat();
}

/** Of a cross-encoder the same, the classifier's matrix last. */
export function crossEncoderTensors(config: EncoderConfig): TrainedTensor[] {
  return [
    ...biEncoderTensors(config),
    { name: `${CLASSIFIER}.weight`, shape: [READINGS.length, config.hiddenSize] },
  ];
}
