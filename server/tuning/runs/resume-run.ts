import { recordAudit } from '../../audit/index.ts';
import { moveRun } from './move-run.ts';
import type { RunInput } from './pause-run.ts';
import { requireFreeMachine } from './require-free-machine.ts';
import { type Run, type RunDeps, readRunRow, runFromRow, stateOf } from './run.ts';
import { isActive } from './run-states.ts';
import { enqueueRun } from './start-run.ts';

/**
 * Takes a paused or failed run up again where it was, for the next free worker. One that was only asked to pause goes
 * on; one whose worker crashed is taken up by itself, so nothing changes for it.
 * @throws AppError `not_found`, `conflict` when it has ended, or while another run has the machine
 */
export async function resumeRun({ store, clock }: RunDeps, input: RunInput): Promise<Run> {
  return store.transact(async (tx) => {
    const row = await readRunRow(tx, input);
    const at = clock.now();
    await recordAudit(tx, { at, actor: input.actor, verb: 'resumeRun', subject: `run:${row.id}` });
    if (isActive(stateOf(row))) {
      await tx.updateTable('teach_runs').set({ wish: null }).where('id', '=', row.id).execute();
      return runFromRow({ ...row, wish: null });
    }
    await requireFreeMachine(tx);
    const jobId = await enqueueRun(tx, { at, actor: input.actor, botId: row.bot_id, runId: row.id });
    const change = { reason: null, reason_code: null, attempts: 0, job_id: jobId };
    return runFromRow(await moveRun(tx, row, { action: 'resume', at, change }));
  });
}
