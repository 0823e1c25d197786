import { setTimeout as sleep } from 'node:timers/promises';
import { cancelled } from '../../base/index.ts';
import type { RunEventBody, RunPointBody } from '../../contract/index.ts';
import { listPoints } from './points.ts';
import { type RunDeps, readRunRow, runFromRow } from './run.ts';
import { isAtRest } from './run-states.ts';

const DEFAULT_POLL_MS = 500;

type WatchInput = {
  runId: string;
  botId?: string | undefined;
  /** How soon a change is told. */
  pollMs?: number;
};

/**
 * Tells what happens to a run, whichever process works on it: first how it stands with the curve so far, then every
 * change, until it has ended or rests. A point comes again when its step got a held-out loss.
 * @throws AppError `not_found`, `cancelled`
 */
export async function* watchRun(
  { store }: Pick<RunDeps, 'store'>,
  { runId, botId, pollMs = DEFAULT_POLL_MS }: WatchInput,
  signal?: AbortSignal,
): AsyncGenerator<RunEventBody> {
  let toldRun = '';
  let last: RunPointBody | undefined;
  for (;;) {
    const run = runFromRow(await readRunRow(store.db, { runId, botId }));
    const points = await listPoints({ store }, { runId, fromStep: last?.step ?? 0 });
    const news = points.filter((point) => !isSame(point, last));
    if (news.length > 0) yield { type: 'points-added', points: news };
    last = points.at(-1) ?? last;
    const text = JSON.stringify(run);
    if (text !== toldRun) yield { type: 'run-progressed', run };
    toldRun = text;
    if (isAtRest(run.state)) return;
    await sleep(pollMs, undefined, signal && { signal }).catch((thrown: unknown) => {
      throw cancelled(thrown);
    });
  }
}

function isSame(point: RunPointBody, other: RunPointBody | undefined): boolean {
  return other !== undefined && JSON.stringify(point) === JSON.stringify(other);
}
