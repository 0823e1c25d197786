import type { Kysely } from 'kysely';
import type { Clock } from '../../base/index.ts';
import type { GroundPart } from '../../contract/index.ts';
import type { Database, Store, TestSplit } from '../../store/index.ts';
import type { ComparisonSummary } from '../gate/comparison.ts';
import { findComparisons } from '../gate/get-comparison.ts';
import { questionHash, questionsOf } from '../gate/questions.ts';
import { countOf, practiceLast } from '../gate/stands-on.ts';
import { changesSince, type Ground, hashSettings, readSharedGround } from './ground.ts';
import type { GateVerdict, VersionId } from './types.ts';

type Deps = { store: Pick<Store, 'db'>; clock: Clock };

/**
 * What the gate said last about a version, and what has changed since; undefined where no comparison of it with both the
 * untuned model and the release has come to an end. One on practice tests is told only where there is no other.
 */
export async function findVerdict(
  { store, clock }: Deps,
  { botId, versionId }: VersionId,
): Promise<GateVerdict | undefined> {
  const now = await readState(store.db, { botId, at: clock.now() });
  return verdictOn(store.db, { botId, versionId }, now);
}

/** The same of several versions of a bot, by their ids. */
export async function findVerdicts(
  { store, clock }: Deps,
  { botId, versionIds }: { botId: string; versionIds: readonly string[] },
): Promise<Map<string, GateVerdict>> {
  const found = new Map<string, GateVerdict>();
  if (versionIds.length === 0) return found;
  const now = await readState(store.db, { botId, at: clock.now() });
  for (const versionId of versionIds) {
    const verdict = await verdictOn(store.db, { botId, versionId }, now);
    if (verdict) found.set(versionId, verdict);
  }
  return found;
}

/** A bot as it is now. The tests, which are many, are read once, and only where a verdict rests on them. */
type State = { ground: Omit<Ground, 'settings'>; testsHash(split: TestSplit): Promise<string> };

async function readState(db: Kysely<Database>, { botId, at }: { botId: string; at: number }): Promise<State> {
  const known = new Map<TestSplit, Promise<string>>();
  const hashOf = async (split: TestSplit) =>
    questionHash(await questionsOf({ store: { db } }, { botId, split }));
  return {
    ground: await readSharedGround(db, { botId, at }),
    testsHash(split) {
      const hash = known.get(split) ?? hashOf(split);
      known.set(split, hash);
      return hash;
    },
  };
}

async function verdictOn(
  db: Kysely<Database>,
  { botId, versionId }: VersionId,
  now: State,
): Promise<GateVerdict | undefined> {
  const comparisons = await findComparisons(db, { botId, candidate: versionId });
  const finalFirst = comparisons.toSorted((one, other) => practiceLast(one.summary, other.summary));
  for (const { summary, ground } of finalFirst) {
    const { id, state, verdict, settings, endedAt } = summary;
    const isWhole = settings.against.includes('untuned') && settings.against.includes('release');
    if (state !== 'done' || verdict === null || !isWhole) continue;
    return {
      comparisonId: id,
      verdict: verdict.verdict,
      reasons: verdict.reasons,
      questions: countOf(summary),
      split: settings.split,
      madeAt: endedAt,
      changedSince: [
        ...changesSince(ground, { ...now.ground, settings: await hashSettings(db, { botId, versionId }) }),
        ...(await testChanges(now, summary)),
      ],
    };
  }
  return undefined;
}

/** Of a file's questions nobody can tell. */
async function testChanges(
  { testsHash }: State,
  { settings: { split }, questionHash: asked }: ComparisonSummary,
): Promise<GroundPart[]> {
  if (split === null) return [];
  return (await testsHash(split)) === asked ? [] : ['tests'];
}
