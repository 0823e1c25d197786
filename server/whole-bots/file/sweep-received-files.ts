import type { WholeBotDeps } from '../whole-bot-deps.ts';
import { unfinishedImports } from './find-import.ts';
import { sweepFiles } from './received-files.ts';

/** To be called now and then: takes away bots' files that no import waits for, for instance of a job that was broken off too often. */
export async function sweepReceivedFiles(deps: Pick<WholeBotDeps, 'store' | 'versions'>): Promise<void> {
  await sweepFiles(deps, await unfinishedImports(deps.store.db));
}
