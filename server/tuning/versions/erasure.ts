import type { Kysely } from 'kysely';
import { recordAudit } from '../../audit/index.ts';
import type { Database } from '../../store/index.ts';
import { type ErasureTarget, type Foundation, findDerivedIn } from './find-derived.ts';
import { retireIn } from './retire-version.ts';
import type { VersionRecordDeps } from './types.ts';

/** Large lists are written in parts: databases take some hundred parameters a statement. */
const PART = 400;

/** What rests on a document, a lesson or a person, and what is left to do. */
export type Derived = Foundation & {
  /** For staff: a sentence each. */
  advice: string[];
};

type Input = { botId: string; target: ErasureTarget };

/** Looks only, and finds nothing for what there never was. */
export async function findDerived({ store }: VersionRecordDeps, input: Input): Promise<Derived> {
  const found = await store.transact((tx) => findDerivedIn(tx, input));
  return { ...found, advice: adviceOn(found) };
}

/**
 * Takes everything that rests on a document, a lesson or a person out of teaching and out of service: lessons and
 * corrections are retired, the text of examples is deleted, versions are retired, all in one transaction. A run started
 * afterwards learns without them. A version that serves goes on until another release takes its place: the advice says so.
 */
export async function eraseDerived(
  { store, clock }: VersionRecordDeps,
  input: Input & { actor: string },
): Promise<Derived> {
  return store.transact(async (tx) => {
    const { actor, botId } = input;
    const at = clock.now();
    const found = await findDerivedIn(tx, input);
    await retireLessons(tx, { ids: found.lessons.map(({ id }) => id), at });
    await retirePairs(tx, { ids: found.corrections, at });
    for (const { id, positions } of found.dataSets) await blankRows(tx, id, positions);
    const reason = `a ${input.target.kind} that it was taught from was erased`;
    for (const { id: versionId } of found.versions)
      await retireIn(tx, { at, actor, botId, versionId, reason });
    const details = {
      kind: input.target.kind,
      lessons: found.lessons.length,
      corrections: found.corrections.length,
      dataSets: found.dataSets.map(({ id }) => id),
      versions: found.versions.map(({ id }) => id),
    };
    await recordAudit(tx, { at, actor, verb: 'eraseDerived', subject: `bot:${botId}`, details });
    return { ...found, advice: adviceOn(found) };
  });
}

function adviceOn({ versions, dataSets, lessons }: Foundation): string[] {
  const serving = versions.find(({ serves }) => serves);
  const nothing = versions.length + dataSets.length + lessons.length === 0;
  return [
    ...(serving
      ? [
          `The version "${serving.id}" serves this bot now and goes on until something else is published. Teach again ` +
            'without what was erased (foyer teach start) and publish that, or go back to an earlier release that is ' +
            'not in this list (foyer rollback).',
        ]
      : []),
    ...(nothing ? ['Nothing that was taught rests on it.'] : []),
  ];
}

type Retire = { ids: readonly string[]; at: number };

async function retireLessons(tx: Kysely<Database>, { ids, at }: Retire): Promise<void> {
  for (const part of partsOf(ids)) {
    await tx
      .updateTable('lessons')
      .set((eb) => ({ state: 'retired', version: eb('version', '+', 1), updated_at: at }))
      .where('id', 'in', part)
      .where('state', '!=', 'retired')
      .execute();
  }
}

async function retirePairs(tx: Kysely<Database>, { ids, at }: Retire): Promise<void> {
  for (const part of partsOf(ids)) {
    await tx
      .updateTable('preference_pairs')
      .set((eb) => ({ state: 'retired', version: eb('version', '+', 1), updated_at: at }))
      .where('id', 'in', part)
      .where('state', '!=', 'retired')
      .execute();
  }
}

async function blankRows(
  tx: Kysely<Database>,
  dataSetId: string,
  positions: readonly number[],
): Promise<void> {
  for (const part of partsOf(positions)) {
    await tx
      .updateTable('data_rows')
      .set({ state: 'dropped', split: null, question: '', target: '', messages: null, reason: 'Erased.' })
      .where('data_set_id', '=', dataSetId)
      .where('position', 'in', part)
      .execute();
  }
}

function partsOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / PART) }, (_, part) =>
    items.slice(part * PART, (part + 1) * PART),
  );
}
