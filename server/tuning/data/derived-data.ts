import { type Kysely, sql } from 'kysely';
import type { Database } from '../../store/index.ts';

export type DerivedInput = { botId: string } & ({ documentName: string } | { lessonId: string });

/** Rows of one set that hold words of what is to be erased. */
export type DerivedData = { dataSetId: string; positions: number[] };

/**
 * The data sets, and their rows, that derive from a document or a lesson: its answer, or its text among the help pages of
 * the prompt.
 */
export async function findDerivedData(
  { store }: { store: { db: Kysely<Database> } },
  input: DerivedInput,
): Promise<DerivedData[]> {
  let query = store.db
    .selectFrom('data_rows as r')
    .innerJoin('data_sets as s', 's.id', 'r.data_set_id')
    .select(['r.data_set_id', 'r.position'])
    .where('s.bot_id', '=', input.botId)
    .orderBy('s.created_at')
    .orderBy('r.data_set_id')
    .orderBy('r.position');
  if ('lessonId' in input) query = query.where('r.lesson_id', '=', input.lessonId);
  else {
    const quoted = JSON.stringify(input.documentName).replace(/[\\%_]/g, '\\$&');
    query = query.where((where) =>
      where.or([
        where('r.document_name', '=', input.documentName),
        sql<boolean>`r.documents like ${`%${quoted}%`} escape '\\'`,
      ]),
    );
  }
  const rows = await query.execute();
  return [...Map.groupBy(rows, (row) => row.data_set_id)].map(([dataSetId, found]) => ({
    dataSetId,
    positions: found.map(({ position }) => position),
  }));
}
