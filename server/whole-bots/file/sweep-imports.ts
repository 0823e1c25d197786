import type { WholeBotDeps } from '../whole-bot-deps.ts';
import { sweepArriving } from './arriving-bot.ts';
import { unfinishedImports } from './find-import.ts';
import { sweepFiles } from './received-files.ts';

/**
 * To be called now and then: takes away what is left of imports that nobody takes up again, for instance of a command that was
 * killed or of a job that was broken off too often. Neither bot nor file would be seen, or go, without it.
 */
export async function sweepImports(deps: Pick<WholeBotDeps, 'store' | 'clock' | 'versions'>): Promise<void> {
  await sweepArriving(deps);
  await sweepFiles(deps, await unfinishedImports(deps.store.db));
}
