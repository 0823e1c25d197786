import type { ModelManifest } from '../folder/manifest.ts';

/** What Node, the tokenizer, keys and values and the arena for activations need beside the weights. */
const BASE_BYTES = 1.5 * 2 ** 30;
/** The runtime repacks weights while it loads: for a moment they are there more than twice. */
const WEIGHT_FACTOR = 3;

/** Resident size above which a process with these models has gone wrong. */
export function defaultMemoryLimit(...manifests: ModelManifest[]): number {
  const files = manifests.flatMap((manifest) => manifest.files);
  const weightBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return BASE_BYTES + WEIGHT_FACTOR * weightBytes;
}
