import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import { AppError, newId } from '../../base/index.ts';
import type { RunSettingsBody } from '../../contract/index.ts';
import { enqueueJob } from '../../jobs/index.ts';
import type { Database } from '../../store/index.ts';
import { findRunProblems } from './estimate-run.ts';
import { MACHINE_SLOT } from './move-run.ts';
import { requireFreeMachine } from './require-free-machine.ts';
import { type Run, runFromRow, withDefaults } from './run.ts';
import type { TeachDeps } from './teach-deps.ts';
import { machineOnceFree } from './wait-for-cross-encoder.ts';

export const TEACH_JOB = 'teach';
/** The run itself counts how often it was broken off, and gives up when it gets no further. */
const MAX_JOB_ATTEMPTS = 10_000;

export type StartRunInput = { actor: string; botId: string; settings: RunSettingsBody };

/**
 * Puts a run in line for the next free worker; it is worked on as a job of kind `teach`.
 * @throws AppError `bad_request` that names everything that is missing, `conflict` while another run has the machine
 */
export async function startRun(deps: TeachDeps, input: StartRunInput): Promise<Run> {
  const machine = await machineOnceFree(deps);
  const problems = await findRunProblems({ ...deps, machine }, input);
  if (problems.length > 0) throw new AppError('bad_request', problems.join(' '));
  return deps.store.transact(async (tx) => {
    await requireFreeMachine(tx);
    const at = deps.clock.now();
    const id = newId('run');
    const settings = withDefaults(input.settings);
    const jobId = await enqueueRun(tx, { at, actor: input.actor, botId: input.botId, runId: id });
    const row = await tx
      .insertInto('teach_runs')
      .values({
        id,
        bot_id: input.botId,
        state: 'waiting',
        preset: settings.preset,
        settings: JSON.stringify(settings),
        recipe: null,
        base_model: deps.baseModel,
        data_set_id: null,
        version_id: null,
        comparison_id: null,
        job_id: jobId,
        wish: null,
        slot: MACHINE_SLOT,
        estimate: null,
        preference: null,
        thumbs: null,
        forgetting: null,
        progress: null,
        notes: '[]',
        reason_code: null,
        reason: null,
        attempts: 0,
        created_by: input.actor,
        created_at: at,
        updated_at: at,
        ended_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const details = { botId: input.botId, preset: settings.preset };
    await recordAudit(tx, { at, actor: input.actor, verb: 'startRun', subject: `run:${id}`, details });
    return runFromRow(row);
  });
}

/** Adds the job that works on a run; one that waits already is not added twice. */
export async function enqueueRun(
  tx: Kysely<Database>,
  { runId, ...asked }: { at: number; actor: string; botId: string; runId: string },
): Promise<string> {
  const job = { kind: TEACH_JOB, input: { runId }, maxAttempts: MAX_JOB_ATTEMPTS };
  return (await enqueueJob(tx, { ...asked, ...job })).id;
}
