import type { DecoderConfig, RopeScaling } from './types.ts';

/**
 * Cosines and sines of the rotary embedding, float32 `[maxPositions, headSize / 2]` each: position times
 * `theta^(-2i / headSize)`, rescaled as the model demands. Rounded to float32 step by step, as the reference does.
 */
export function rotaryTables(config: DecoderConfig): { cos: Float32Array; sin: Float32Array } {
  const frequencies = rotaryFrequencies(config);
  const half = frequencies.length;
  const cos = new Float32Array(config.maxPositions * half);
  const sin = new Float32Array(config.maxPositions * half);
  for (let position = 0; position < config.maxPositions; position++) {
    for (let index = 0; index < half; index++) {
      const angle = Math.fround(position * (frequencies[index] as number));
      cos[position * half + index] = Math.cos(angle);
      sin[position * half + index] = Math.sin(angle);
    }
  }
  return { cos, sin };
}

/** What each of the `headSize / 2` plain frequencies is divided by to rescale it; all ones where the model does not. */
export function rotaryDivisors(config: DecoderConfig): Float32Array {
  const plain = rotaryFrequencies({ ...config, ropeScaling: { kind: 'none' } });
  const rescaled = rotaryFrequencies(config);
  return plain.map((frequency, index) => frequency / (rescaled[index] as number));
}

function rotaryFrequencies({ headSize, ropeTheta, ropeScaling }: DecoderConfig): Float32Array {
  return Float32Array.from({ length: headSize / 2 }, (_, index) => {
    const exponent = Math.fround((2 * index) / headSize);
    return rescale(1 / Math.fround(ropeTheta ** exponent), ropeScaling);
  });
}

/** Llama 3 keeps high frequencies, divides low ones and blends between (transformers, `_compute_llama3_parameters`). */
function rescale(frequency: number, scaling: RopeScaling): number {
  switch (scaling.kind) {
    case 'none':
      return frequency;
    case 'linear':
      return frequency / scaling.factor;
    case 'llama3': {
      const { factor, lowFrequencyFactor, highFrequencyFactor, originalMaxPositions } = scaling;
      const wavelength = (2 * Math.PI) / frequency;
      if (wavelength < originalMaxPositions / highFrequencyFactor) return frequency;
      if (wavelength > originalMaxPositions / lowFrequencyFactor) return frequency / factor;
      const smooth =
        (originalMaxPositions / wavelength - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor);
      return ((1 - smooth) * frequency) / factor + smooth * frequency;
    }
  }
}
