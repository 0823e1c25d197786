import type { Store } from '../../store/index.ts';
import { listComparisons } from '../gate/get-comparison.ts';
import type { GateVerdict } from './publish.ts';
import type { VersionId } from './types.ts';

/**
 * What the gate said last about a version; undefined where no comparison of it with both the untuned model and the release
 * has come to an end.
 */
export async function findVerdict(
  deps: { store: Pick<Store, 'db'> },
  { botId, versionId }: VersionId,
): Promise<GateVerdict | undefined> {
  const comparisons = await listComparisons(deps, { botId, candidate: versionId });
  for (const { id, state, verdict, settings } of comparisons) {
    const isWhole = settings.against.includes('untuned') && settings.against.includes('release');
    if (state === 'done' && verdict !== null && isWhole) {
      return { comparisonId: id, verdict: verdict.verdict, reasons: verdict.reasons };
    }
  }
  return undefined;
}
