import { toAppError } from '../../base/index.ts';
import { isPermanent, type JobHandler } from '../../jobs/index.ts';
import type { WholeBotDeps } from '../whole-bot-deps.ts';
import { importBot } from './import-bot.ts';
import { importJobInputSchema } from './import-job-input.ts';
import { forgetFile, receivedPath } from './received-files.ts';

/** The database is told so often, not with each document. */
const PROGRESS_EVERY_MS = 500;

/** Works on one import: the bot is whole or not there, however often it is interrupted. The file goes when it is done with. */
export function importBotJob(deps: WholeBotDeps): JobHandler {
  return async (job, { signal, progress }) => {
    const { botId, actor, name, withoutModel } = importJobInputSchema.parse(job.input);
    let told = 0;
    const input = { actor, botId, path: receivedPath(deps, botId), withoutModel };
    const work = importBot(
      deps,
      {
        ...input,
        ...(name !== undefined && { name }),
        async onProgress({ step, done, total }) {
          const now = performance.now();
          if (done > 0 && now - told < PROGRESS_EVERY_MS) return;
          told = now;
          await progress({ done, total, note: step });
        },
      },
      signal,
    );
    try {
      await work;
    } catch (thrown) {
      const isLast = job.attempts >= job.maxAttempts || isPermanent(toAppError(thrown).code);
      if (isLast && !signal.aborted) await forgetFile(deps, botId);
      throw thrown;
    }
    await forgetFile(deps, botId);
  };
}
