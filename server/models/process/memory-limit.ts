import type { ModelManifest } from '../folder/manifest.ts';

/** What Node, the tokenizer, keys and values and the arena for activations need beside the weights. */
const BASE_BYTES = 1.5 * 2 ** 30;
/** The runtime repacks weights while it loads: for a moment they are there more than twice. */
const WEIGHT_FACTOR = 3;

/** Resident size above which a model's process has gone wrong. */
export function defaultMemoryLimit(manifest: ModelManifest): number {
  const weightBytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  return BASE_BYTES + WEIGHT_FACTOR * weightBytes;
}
