import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltModel, FrozenPrecision } from '../../graph/index.ts';
import { writeChunks } from '../conversion/write-file.ts';
import { asStorageFailure } from '../storage-failure.ts';

/** Raised whenever the training graph lays its weights out in another way. */
const LAYOUT_VERSION = 1;
/** Whoever writes does so without a pause; what has not grown for so long was left by a process that was killed. */
const LEFT_AFTER_MS = 10 * 60_000;

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
    removeLeft(folder);
    writeChunks(temporary, model.data, 'w');
    renameSync(temporary, target);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw asStorageFailure(thrown, folder);
  }
}

function removeLeft(folder: string): void {
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.tmp'))) {
    const path = join(folder, name);
    const writtenAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - writtenAt > LEFT_AFTER_MS) rmSync(path, { force: true });
  }
}
