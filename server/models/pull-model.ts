import { InvariantError } from '../base/index.ts';
import type { Precision } from '../graph/index.ts';
import type { ModelsDeps, PullProgress } from './deps.ts';
import type { ModelFolder } from './folder/model-folder.ts';

export type PullInput = { id: string; precision?: Precision; onProgress?: (progress: PullProgress) => void };

/**
 * Makes a model ready to serve: fetched from the first source that answers, checked, converted, published at once.
 * Where it is here already, returns at once. Safe to call from several processes: one works, the others wait for it.
 * @throws AppError `not_found`, `model_source_failed`, `model_file_invalid`, `cancelled`
 */
export async function pullModel(
  _deps: ModelsDeps,
  _input: PullInput,
  _signal?: AbortSignal,
): Promise<ModelFolder> {
  throw new InvariantError('being written');
}
