import type { Store } from '../../store/index.ts';
import { listComparisons } from '../gate/get-comparison.ts';
import type { GateVerdict } from './publish.ts';
import type { VersionId } from './types.ts';

/** What the gate said last about a version; undefined where no comparison of it has come to an end. */
export async function findVerdict(
  deps: { store: Pick<Store, 'db'> },
  { botId, versionId }: VersionId,
): Promise<GateVerdict | undefined> {
  const comparisons = await listComparisons(deps, { botId, candidate: versionId });
  for (const { id, state, verdict } of comparisons) {
    if (state === 'done' && verdict !== null) {
      return { comparisonId: id, verdict: verdict.verdict, reasons: verdict.reasons };
    }
  }
  return undefined;
}
