import { type AfterStep, CORRECTIONS, keptSteps, THUMBS } from './after-steps.ts';
import {
  type CheckpointKind,
  deleteCheckpoints,
  findCheckpointRow,
  isCheckpointWhole,
} from './checkpoints.ts';
import { moveRun } from './move-run.ts';
import { type RunRow, readRunRow, withNotes } from './run.ts';
import type { TeachDeps } from './teach-deps.ts';

/** What a run has learned, with the checkpoint that holds it. */
type Learned = { kind: CheckpointKind; step?: AfterStep };

/**
 * Looks whether the adapter that a run goes on from is there, which it is not where its files were lost, as after a restored backup.
 * If not, the run goes back to the last one that is, to learn anew what came after it: the same rows with the same seed, hence the
 * same adapter. Nothing that it says it has learned is left out in silence.
 * @returns the run as it stands then
 */
export async function goBackToWhole(deps: TeachDeps, row: RunRow): Promise<RunRow> {
  const learned = await learnedSoFar(deps, row);
  const whole = await countWhole(deps, row, learned);
  if (whole === learned.length) return row;
  const [kept, lost] = [learned.slice(0, whole), learned.slice(whole)];
  deps.log.warn('run-files-lost', { run: row.id, lost: lost.map(({ kind }) => kind) });
  const taken = await forget(deps, row.id, lost);
  await deleteCheckpoints(deps, { runId: row.id, keep: kept.map(({ kind }) => kind) });
  return taken;
}

/** In order; nothing where the lessons are not learned yet, or where all of it is in a version. */
async function learnedSoFar(deps: TeachDeps, row: RunRow): Promise<Learned[]> {
  if (row.version_id !== null) return [];
  const after = keptSteps(row).map((step) => ({ kind: step.kinds.after, step }));
  const final = await findCheckpointRow(deps, { runId: row.id, kind: 'final' });
  return final || after.length > 0 ? [{ kind: 'final' }, ...after] : [];
}

/** How many of them need not be learned anew: an adapter holds what was learned before it, too. */
async function countWhole(
  deps: TeachDeps,
  { id: runId }: RunRow,
  learned: readonly Learned[],
): Promise<number> {
  for (let count = learned.length; count > 0; count -= 1) {
    const last = learned[count - 1];
    if (last && (await isCheckpointWhole(deps, { runId, kind: last.kind }))) return count;
  }
  return 0;
}

async function forget({ store, clock }: TeachDeps, runId: string, lost: readonly Learned[]): Promise<RunRow> {
  return await store.transact(async (tx) => {
    const row = await readRunRow(tx, { runId });
    const kinds = lost.map(({ kind }) => kind);
    const rows = tx.deleteFrom('teach_checkpoints').where('run_id', '=', runId);
    await rows.where('kind', 'in', kinds).execute();
    const columns = lost.map(({ step }) => {
      const plan = step?.learnedOf(row)?.plan;
      return step && plan ? step.columnOf({ plan }) : {};
    });
    const change: Partial<RunRow> = Object.assign(withNotes(row, lost.map(noteOf)), ...columns);
    return await moveRun(tx, row, { action: 'goBack', at: clock.now(), change });
  });
}

/** For staff, a sentence. */
function noteOf({ step }: Learned): string {
  if (step === CORRECTIONS) {
    return 'What it had learned from corrections is not in the data folder any more, as after a restored backup; it learns from them again.';
  }
  if (step === THUMBS) {
    return 'What it had learned from thumbs is not in the data folder any more, as after a restored backup; it learns from them again.';
  }
  return 'What it had learned from its lessons is not in the data folder any more, as after a restored backup; it learns them again.';
}
