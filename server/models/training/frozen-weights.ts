import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { BuiltModel, FrozenPrecision } from '../../graph/index.ts';
import { asStorageFailure } from '../storage-failure.ts';

/** Raised whenever the training graph lays its weights out in another way. */
const LAYOUT_VERSION = 1;

/** A write(2) of this size keeps the disk busy without holding a second copy of a large tensor. */
const WRITE_BYTES = 8 * 2 ** 20;

/** `<cacheDir>/training/<digest>`: where the frozen weights of one base model lie, as the training graph reads them. */
export function frozenWeightsFolder(
  cacheDir: string,
  baseSha256: string,
  precision: FrozenPrecision,
): string {
  const digest = createHash('sha256').update(`${LAYOUT_VERSION} ${precision} ${baseSha256}`).digest('hex');
  return join(cacheDir, 'training', digest.slice(0, 32));
}

/**
 * Makes sure that a graph's tensors lie in its folder; written once a base model, one tensor in memory at a
 * time. Safe to call from several processes: the last to finish wins, with equal bytes.
 * @throws AppError `storage_failed`
 */
export function keepFrozenWeights(folder: string, model: BuiltModel): void {
  const target = join(folder, model.dataName);
  if (existsSync(target) && statSync(target).size === model.dataBytes) return;
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeChunks(temporary, model.data);
    renameSync(temporary, target);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw asStorageFailure(thrown, folder);
  }
}

function writeChunks(path: string, chunks: Iterable<Uint8Array>): void {
  const descriptor = openSync(path, 'w', 0o600);
  try {
    for (const chunk of chunks) {
      for (let at = 0; at < chunk.length; ) {
        at += writeSync(descriptor, chunk, at, Math.min(WRITE_BYTES, chunk.length - at));
      }
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
