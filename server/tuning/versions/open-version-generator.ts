import { AppError } from '../../base/index.ts';
import { openGenerator, type RunningGenerator } from '../../models/index.ts';
import { mergeVersion } from './merge-version.ts';
import type { VersionDeps } from './types.ts';

/**
 * Starts a process that answers with a version; damaged or missing files are made again from the database first.
 * The caller disposes it.
 * @throws AppError as `mergeVersion` and `openGenerator`
 */
export async function openVersionGenerator(
  deps: VersionDeps,
  { versionId }: { versionId: string },
  signal?: AbortSignal,
): Promise<RunningGenerator> {
  try {
    return await openGenerator({
      ...servingOf(deps),
      model: await mergeVersion(deps, { versionId }, signal),
    });
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'model_file_invalid') throw thrown;
    deps.log.warn('version-made-again', { versionId, reason: thrown.message });
    const model = await mergeVersion(deps, { versionId, anew: true }, signal);
    return await openGenerator({ ...servingOf(deps), model });
  }
}

function servingOf({ log, threads, queueLimit, maxContextTokens }: VersionDeps) {
  return {
    log,
    ...(threads !== undefined && { threads }),
    ...(queueLimit !== undefined && { queueLimit }),
    ...(maxContextTokens !== undefined && { maxContextTokens }),
  };
}
