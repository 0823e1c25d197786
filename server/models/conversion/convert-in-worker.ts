import { Worker } from 'node:worker_threads';
import { AppError, invariant } from '../../base/index.ts';
import type { ErrorCode } from '../../contract/index.ts';
import type { ModelManifest } from '../folder/manifest.ts';
import type { ConvertInput } from './convert.ts';
import type { WriteWeightsInput } from './write-weights.ts';

export type ToConverter =
  | { type: 'convert'; input: ConvertInput }
  | { type: 'write-weights'; input: WriteWeightsInput };

export type FromConverter =
  | { type: 'progress'; done: number; total: number }
  | { type: 'converted'; result: ModelManifest | string }
  | { type: 'failed'; code: ErrorCode; message: string; cause: unknown };

type OnBytes = (done: number, total: number) => void;

/**
 * `convert` on a thread of its own, so that the caller's event loop stays free.
 * @throws AppError `model_file_invalid`, `cancelled`; whatever else the converter threw, as the cause of `internal`
 */
export async function convertInWorker(
  input: ConvertInput,
  onBytes: OnBytes,
  signal?: AbortSignal,
): Promise<ModelManifest> {
  const manifest = await work({ type: 'convert', input }, onBytes, signal);
  invariant(typeof manifest === 'object', 'A conversion ends with a manifest.');
  return manifest;
}

/** `writeWeights` on a thread of its own. @throws AppError as `convertInWorker`, `bad_request` */
export async function writeWeightsInWorker(
  input: WriteWeightsInput,
  onBytes: OnBytes,
  signal?: AbortSignal,
): Promise<string> {
  const sha256 = await work({ type: 'write-weights', input }, onBytes, signal);
  invariant(typeof sha256 === 'string', 'Writing weights ends with the hash of the original ones.');
  return sha256;
}

function work(
  task: ToConverter,
  onBytes: OnBytes,
  signal: AbortSignal | undefined,
): Promise<ModelManifest | string> {
  const worker = new Worker(new URL('./convert-worker.ts', import.meta.url), { workerData: task });
  return new Promise<ModelManifest | string>((resolve, reject) => {
    const cancel = (): void => {
      void worker.terminate();
      reject(new AppError('cancelled', 'The conversion was cancelled.', { cause: signal?.reason }));
    };
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: FromConverter) => {
      if (message.type === 'progress') onBytes(message.done, message.total);
      else if (message.type === 'converted') resolve(message.result);
      else reject(new AppError(message.code, message.message, { cause: message.cause }));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal?.removeEventListener('abort', cancel);
      reject(new AppError('internal', 'The model converter ended without a result.'));
    });
  });
}
