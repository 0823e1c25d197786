import { readRunRow, runFromRow, withNotes } from './run.ts';
import type { TeachDeps } from './teach-deps.ts';

/** A sentence for staff, at once and only once. */
export async function addNote(
  { store }: Pick<TeachDeps, 'store'>,
  runId: string,
  note: string,
): Promise<void> {
  await store.transact(async (tx) => {
    const row = await readRunRow(tx, { runId });
    if (runFromRow(row).notes.includes(note)) return;
    await tx
      .updateTable('teach_runs')
      .set(withNotes(row, [note]))
      .where('id', '=', runId)
      .execute();
  });
}
