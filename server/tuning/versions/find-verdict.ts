import type { Kysely } from 'kysely';
import type { Database, Store } from '../../store/index.ts';
import type { ComparisonSummary } from '../gate/comparison.ts';
import { findComparisons } from '../gate/get-comparison.ts';
import { questionHash, questionsOf } from '../gate/questions.ts';
import { changesSince, type Ground, type GroundPart, readGround } from './ground.ts';
import type { GateVerdict, VersionId } from './types.ts';

type Deps = { store: Pick<Store, 'db'> };

/**
 * What the gate said last about a version, and what has changed since; undefined where no comparison of it with both the
 * untuned model and the release has come to an end.
 */
export async function findVerdict(
  { store }: Deps,
  { botId, versionId }: VersionId,
): Promise<GateVerdict | undefined> {
  return verdictOn(store.db, { botId, versionId, now: await readGround(store.db, botId) });
}

/** The same of several versions of a bot, by their ids. */
export async function findVerdicts(
  { store }: Deps,
  { botId, versionIds }: { botId: string; versionIds: readonly string[] },
): Promise<Map<string, GateVerdict>> {
  const found = new Map<string, GateVerdict>();
  if (versionIds.length === 0) return found;
  const now = await readGround(store.db, botId);
  for (const versionId of versionIds) {
    const verdict = await verdictOn(store.db, { botId, versionId, now });
    if (verdict) found.set(versionId, verdict);
  }
  return found;
}

async function verdictOn(
  db: Kysely<Database>,
  { botId, versionId, now }: VersionId & { now: Ground },
): Promise<GateVerdict | undefined> {
  const comparisons = await findComparisons(db, { botId, candidate: versionId });
  for (const { summary, ground } of comparisons) {
    const { id, state, verdict, settings, questions, endedAt } = summary;
    const isWhole = settings.against.includes('untuned') && settings.against.includes('release');
    if (state !== 'done' || verdict === null || !isWhole) continue;
    return {
      comparisonId: id,
      verdict: verdict.verdict,
      reasons: verdict.reasons,
      questions,
      split: settings.split,
      madeAt: endedAt,
      changedSince: [...changesSince(ground, now), ...(await testChanges(db, summary))],
    };
  }
  return undefined;
}

/** Of a file's questions nobody can tell. */
async function testChanges(
  db: Kysely<Database>,
  { botId, settings: { split }, questionHash: asked }: ComparisonSummary,
): Promise<GroundPart[]> {
  if (split === null) return [];
  const now = questionHash(await questionsOf({ store: { db } }, { botId, split }));
  return now === asked ? [] : ['tests'];
}
