import type { Kysely } from 'kysely';
import type { Database, VersionState } from '../../store/index.ts';
import { type DerivedData, findDerivedData } from '../data/derived-data.ts';
import type { LearnedStep } from '../runs/run.ts';
import { releasedVersion } from './release-row.ts';

/**
 * What is to be erased. A document goes by its name. A person goes by the name that stands at lessons and corrections, or,
 * as a visitor, by the id of a conversation.
 */
export type ErasureTarget = { kind: 'document' | 'lesson' | 'person'; name: string };

export type Foundation = {
  lessons: { id: string; question: string }[];
  /** Ids of corrected answers. */
  corrections: string[];
  /** Data sets with examples that rest on it. */
  dataSets: { id: string; positions: number[] }[];
  versions: { id: string; state: VersionState; serves: boolean }[];
  /** Runs that have not ended and learn from such a data set. */
  runs: string[];
};

type Input = { botId: string; target: ErasureTarget };
type PairRow = { id: string };

export async function findDerivedIn(tx: Kysely<Database>, { botId, target }: Input): Promise<Foundation> {
  const lessons = await findLessons(tx, botId, target);
  const pairs = await findPairs(tx, botId, target);
  const dataSets = await findDataSets(tx, { botId, target, lessonIds: lessonIdsOf(lessons, target) });
  const dataSetIds = dataSets.map(({ id }) => id);
  const versions = await findVersions(tx, { botId, dataSetIds, pairs });
  const runs = await findRuns(tx, { botId, dataSetIds, pairs });
  return { lessons, corrections: pairs.map(({ id }) => id), dataSets, versions, runs };
}

/** A lesson that was deleted may still stand in data sets. */
function lessonIdsOf(lessons: Foundation['lessons'], { kind, name }: ErasureTarget): Set<string> {
  return new Set([...lessons.map(({ id }) => id), ...(kind === 'lesson' ? [name] : [])]);
}

async function findLessons(tx: Kysely<Database>, botId: string, { kind, name }: ErasureTarget) {
  const query = tx.selectFrom('lessons').select(['id', 'question']).where('bot_id', '=', botId);
  if (kind === 'lesson') return query.where('id', '=', name).execute();
  if (kind === 'document') {
    const shown = tx
      .selectFrom('data_rows as r')
      .innerJoin('data_sets as s', 's.id', 'r.data_set_id')
      .select('r.lesson_id')
      .where('s.bot_id', '=', botId)
      .where('r.document_name', '=', name)
      .where('r.lesson_id', 'is not', null);
    return query
      .where((eb) =>
        eb.or([
          eb('document_name', '=', name),
          // It names no page, and its answer was found on this one.
          eb.and([eb('document_name', 'is', null), eb('id', 'in', shown)]),
        ]),
      )
      .orderBy('sequence')
      .execute();
  }
  return query
    .where((eb) => eb.or([eb('author', '=', name), eb('origin', '=', name)]))
    .orderBy('sequence')
    .execute();
}

async function findPairs(
  tx: Kysely<Database>,
  botId: string,
  { kind, name }: ErasureTarget,
): Promise<PairRow[]> {
  const query = tx.selectFrom('preference_pairs').select('id').where('bot_id', '=', botId);
  if (kind === 'lesson') return [];
  if (kind === 'document') {
    const documents = await tx
      .selectFrom('documents')
      .select('id')
      .where('bot_id', '=', botId)
      .where('name', '=', name)
      .execute();
    const ids = new Set(documents.map(({ id }) => id));
    const rows = await query.select('document_ids').execute();
    return rows.filter(({ document_ids }) => stringsOf(document_ids).some((id) => ids.has(id)));
  }
  const turns = tx.selectFrom('turns').select('id').where('conversation_id', '=', name);
  return query.where((eb) => eb.or([eb('author', '=', name), eb('turn_id', 'in', turns)])).execute();
}

async function findDataSets(
  tx: Kysely<Database>,
  { botId, target, lessonIds }: Input & { lessonIds: ReadonlySet<string> },
): Promise<Foundation['dataSets']> {
  const deps = { store: { db: tx } };
  const found: DerivedData[] = [];
  if (target.kind === 'document')
    found.push(...(await findDerivedData(deps, { botId, documentName: target.name })));
  for (const lessonId of lessonIds) found.push(...(await findDerivedData(deps, { botId, lessonId })));
  if (target.kind === 'person') found.push(...(await rowsOfPerson(tx, botId, target.name)));
  const sets = Map.groupBy(found, ({ dataSetId }) => dataSetId);
  return [...sets].map(([id, parts]) => ({
    id,
    positions: [...new Set(parts.flatMap(({ positions }) => positions))].toSorted(
      (one, other) => one - other,
    ),
  }));
}

/** Rows that a person vouched for, and those from a visitor's conversation. */
async function rowsOfPerson(tx: Kysely<Database>, botId: string, name: string): Promise<DerivedData[]> {
  const rows = await tx
    .selectFrom('data_rows as r')
    .innerJoin('data_sets as s', 's.id', 'r.data_set_id')
    .select(['r.data_set_id', 'r.position'])
    .where('s.bot_id', '=', botId)
    .where((eb) => eb.or([eb('r.who', '=', name), eb('r.conversation_id', '=', name)]))
    .execute();
  return rows.map(({ data_set_id, position }) => ({ dataSetId: data_set_id, positions: [position] }));
}

async function findRuns(
  tx: Kysely<Database>,
  { botId, dataSetIds, pairs }: { botId: string; dataSetIds: readonly string[]; pairs: readonly PairRow[] },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('teach_runs')
    .select(['id', 'data_set_id', 'preference'])
    .where('bot_id', '=', botId)
    .where('state', 'not in', ['done', 'cancelled'])
    .orderBy('created_at')
    .execute();
  return rows.filter((row) => rests(row, dataSetIds, pairs)).map(({ id }) => id);
}

/** Corrections are no rows of a set: the run of a version names those it learned from. */
async function findVersions(
  tx: Kysely<Database>,
  { botId, dataSetIds, pairs }: { botId: string; dataSetIds: readonly string[]; pairs: readonly PairRow[] },
): Promise<Foundation['versions']> {
  const serving = await releasedVersion(tx, botId);
  const rows = await tx
    .selectFrom('model_versions as v')
    .leftJoin('teach_runs as r', 'r.id', 'v.run_id')
    .select(['v.id', 'v.state', 'v.data_set_id', 'r.preference'])
    .where('v.bot_id', '=', botId)
    .orderBy('v.created_at')
    .orderBy('v.id')
    .execute();
  return rows
    .filter((row) => rests(row, dataSetIds, pairs))
    .map(({ id, state }) => ({ id, state, serves: id === serving }));
}

function rests(
  { data_set_id, preference }: { data_set_id: string | null; preference: string | null },
  dataSetIds: readonly string[],
  pairs: readonly PairRow[],
): boolean {
  if (data_set_id !== null && dataSetIds.includes(data_set_id)) return true;
  if (preference === null) return false;
  const { train, heldOut } = (JSON.parse(preference) as LearnedStep).plan;
  const learned = new Set([...train, ...heldOut]);
  return pairs.some(({ id }) => learned.has(id));
}

function stringsOf(json: string): string[] {
  return JSON.parse(json) as string[];
}
