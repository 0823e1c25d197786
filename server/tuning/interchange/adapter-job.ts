import { toAppError } from '../../base/index.ts';
import { isPermanent, type JobControl, type JobHandler } from '../../jobs/index.ts';
import type { ModelFolder } from '../../models/index.ts';
import type { VersionDeps } from '../versions/types.ts';
import { adapterJobInputSchema } from './adapter-imports.ts';
import { importAdapter } from './import-adapter.ts';
import { aboutTheUpload, forgetAdapter, isReceived, receivedFolder } from './received-adapters.ts';

/** The database is told so often, not with each part of the model. */
const PROGRESS_EVERY_MS = 500;

export type AdapterJobDeps = VersionDeps & {
  /** The model that adapters are merged into. */
  openBase(signal?: AbortSignal): Promise<ModelFolder>;
};

/** Makes a version of one adapter that came in. The same adapter gives the same version, however often it is interrupted. */
export function adapterJob(deps: AdapterJobDeps): JobHandler {
  return async (job, control) => {
    const { uploadId, botId, actor } = adapterJobInputSchema.parse(job.input);
    // The files go once the version is there: all that was missing is the word that it is done.
    if (job.progress?.note !== undefined && !isReceived(deps, uploadId)) return;
    const folder = receivedFolder(deps, uploadId);
    const telling = tellNowAndThen(control);
    try {
      const base = await deps.openBase(control.signal);
      const input = { actor, botId, folder, base, onProgress: telling.onProgress };
      const { version } = await importAdapter(deps, input, control.signal);
      await telling.told();
      await control.progress({ done: 1, total: 1, note: version.id });
    } catch (thrown) {
      const error = aboutTheUpload(thrown, folder);
      const isLast = job.attempts >= job.maxAttempts || isPermanent(toAppError(error).code);
      if (isLast && !control.signal.aborted) await forgetAdapter(deps, uploadId);
      throw error;
    }
    await forgetAdapter(deps, uploadId);
  };
}

/** One word after the other, so that an older one never comes last. */
function tellNowAndThen({ progress }: Pick<JobControl, 'progress'>) {
  let toldAt = Number.NEGATIVE_INFINITY;
  let telling = Promise.resolve();
  return {
    onProgress(how: { done: number; total: number }) {
      const now = performance.now();
      if (now - toldAt < PROGRESS_EVERY_MS) return;
      toldAt = now;
      telling = telling.then(() => progress(how));
    },
    told: () => telling,
  };
}
