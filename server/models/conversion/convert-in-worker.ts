import { Worker } from 'node:worker_threads';
import { AppError } from '../../base/index.ts';
import type { ErrorCode } from '../../contract/index.ts';
import type { ModelManifest } from '../folder/manifest.ts';
import type { ConvertInput } from './convert.ts';

export type FromConverter =
  | { type: 'progress'; done: number; total: number }
  | { type: 'converted'; manifest: ModelManifest }
  | { type: 'failed'; code: ErrorCode; message: string; cause: unknown };

/**
 * `convert` on a thread of its own, so that the caller's event loop stays free.
 * @throws AppError `model_file_invalid`, `cancelled`; whatever else the converter threw, as the cause of `internal`
 */
export function convertInWorker(
  input: ConvertInput,
  onBytes: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<ModelManifest> {
  const worker = new Worker(new URL('./convert-worker.ts', import.meta.url), { workerData: input });
  return new Promise<ModelManifest>((resolve, reject) => {
    const cancel = (): void => {
      void worker.terminate();
      reject(new AppError('cancelled', 'The conversion was cancelled.', { cause: signal?.reason }));
    };
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: FromConverter) => {
      if (message.type === 'progress') onBytes(message.done, message.total);
      else if (message.type === 'converted') resolve(message.manifest);
      else reject(new AppError(message.code, message.message, { cause: message.cause }));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      signal?.removeEventListener('abort', cancel);
      reject(new AppError('internal', 'The model converter ended without a result.'));
    });
  });
}
