import type { Store } from '../../server/store/index.ts';
import type { GateVerdict } from '../../server/tuning/index.ts';
import { insertVersion } from '../../server/tuning/versions/insert-version.ts';

/** What the gate says of a version that may be published. */
export const BETTER: GateVerdict = {
  comparisonId: 'comparison_1',
  verdict: 'better',
  reasons: ['It is better.'],
  questions: 40,
  split: 'heldout',
  madeAt: 1,
  changedSince: [],
};

type VersionRow = { botId: string; id: string; runId?: string | null; dataSetId?: string | null };

/** A version as the database keeps it, of an adapter that no test merges. */
export async function insertVersionRow(
  { db }: Pick<Store, 'db'>,
  { botId, id, runId = null, dataSetId = null }: VersionRow,
): Promise<void> {
  await insertVersion(db, {
    at: 1,
    actor: 'system:test',
    author: 'system:test',
    botId,
    id,
    runId,
    dataSetId,
    base: { id: 'smollm2-135m-instruct', sha256: 'b'.repeat(64) },
    adapter: { bytes: Uint8Array.of(1, 2, 3), rank: 8, alpha: 16 },
    merged: { sha256: 'c'.repeat(64), converter: 1 },
    recipe: null,
    step: null,
    heldOutLoss: null,
    decision: null,
  });
}
