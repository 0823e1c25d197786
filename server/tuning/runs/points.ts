import type { RunPointBody } from '../../contract/index.ts';
import type { Database, Store } from '../../store/index.ts';

type ReadDeps = { store: Pick<Store, 'db'> };
/** Columns of one statement are limited by the database's parameters. */
const ROWS_A_STATEMENT = 500;

/** What a step brought; a later call for the same step adds to it. */
export type NewPoint = Pick<RunPointBody, 'step' | 'part'> & Partial<Omit<RunPointBody, 'step' | 'part'>>;

/** Repeating steps, after a crash, changes nothing: the same seed brings the same numbers. */
export async function savePoints(
  { store }: ReadDeps,
  { runId, points }: { runId: string; points: readonly NewPoint[] },
): Promise<void> {
  const rows = mergeByStep(points).map((point) => rowOf(runId, point));
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    await store.db
      .insertInto('teach_points')
      .values(rows.slice(start, start + ROWS_A_STATEMENT))
      .onConflict((conflict) =>
        conflict.columns(['run_id', 'step']).doUpdateSet((e) => ({
          loss: e.fn.coalesce('excluded.loss', 'teach_points.loss'),
          held_out_loss: e.fn.coalesce('excluded.held_out_loss', 'teach_points.held_out_loss'),
          learning_rate: e.fn.coalesce('excluded.learning_rate', 'teach_points.learning_rate'),
          margin: e.fn.coalesce('excluded.margin', 'teach_points.margin'),
          tokens_per_second: e.fn.coalesce('excluded.tokens_per_second', 'teach_points.tokens_per_second'),
        })),
      )
      .execute();
  }
}

/** By step, from `fromStep` on. */
export async function listPoints(
  { store }: ReadDeps,
  { runId, fromStep = 0 }: { runId: string; fromStep?: number },
): Promise<RunPointBody[]> {
  const rows = await store.db
    .selectFrom('teach_points')
    .selectAll()
    .where('run_id', '=', runId)
    .where('step', '>=', fromStep)
    .orderBy('step')
    .execute();
  return rows.map((row) => ({
    step: row.step,
    part: row.part ?? (row.margin === null ? 'lessons' : 'corrections'),
    loss: row.loss,
    heldOutLoss: row.held_out_loss,
    learningRate: row.learning_rate,
    tokensPerSecond: row.tokens_per_second,
    margin: row.margin,
  }));
}

function mergeByStep(points: readonly NewPoint[]): NewPoint[] {
  const merged = new Map<number, NewPoint>();
  for (const point of points) merged.set(point.step, { ...merged.get(point.step), ...point });
  return [...merged.values()];
}

function rowOf(runId: string, point: NewPoint): Database['teach_points'] {
  return {
    run_id: runId,
    step: point.step,
    part: point.part,
    loss: point.loss ?? null,
    held_out_loss: point.heldOutLoss ?? null,
    learning_rate: point.learningRate ?? null,
    tokens_per_second: point.tokensPerSecond ?? null,
    margin: point.margin ?? null,
  };
}
