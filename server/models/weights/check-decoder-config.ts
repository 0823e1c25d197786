import type { DecoderConfig } from '../../graph/index.ts';
import { invalidFile } from './byte-source.ts';

/** Largest sane value of each whole number; far above any model a CPU can serve, far below what breaks arithmetic. */
const MAXIMUM = {
  vocabularySize: 2 ** 20,
  hiddenSize: 65_536,
  intermediateSize: 2 ** 19,
  layers: 512,
  heads: 1024,
  keyValueHeads: 1024,
  headSize: 1024,
  maxPositions: 2 ** 24,
} as const satisfies Partial<Record<keyof DecoderConfig, number>>;

/** Returns the configuration if its numbers can belong together. @throws AppError `model_file_invalid` */
export function checkDecoderConfig(fileName: string, config: DecoderConfig): DecoderConfig {
  for (const [key, maximum] of Object.entries(MAXIMUM)) {
    const value = config[key as keyof typeof MAXIMUM];
    if (!Number.isInteger(value) || value < 1 || value > maximum) {
      throw invalidFile(fileName, `its ${key} is ${value}, not a whole number from 1 to ${maximum}`);
    }
  }
  if (config.heads % config.keyValueHeads !== 0) {
    throw invalidFile(
      fileName,
      `its ${config.heads} heads cannot share ${config.keyValueHeads} key-value heads`,
    );
  }
  if (config.headSize % 2 !== 0)
    throw invalidFile(fileName, `its heads have the odd width ${config.headSize}`);
  if (!(config.normEpsilon > 0 && config.normEpsilon < 1)) {
    throw invalidFile(fileName, `its norm epsilon is ${config.normEpsilon}, not between 0 and 1`);
  }
  if (!(config.ropeTheta >= 1 && Number.isFinite(config.ropeTheta))) {
    throw invalidFile(fileName, `its rotary base is ${config.ropeTheta}`);
  }
  return config;
}
