import { parseJson } from '../../base/index.ts';
import type { Store } from '../../store/index.ts';
import type { QuestionRow } from '../evaluation/rows.ts';

/** The questions of the lessons that a data set teaches, each with the document in which its answer was found. */
export async function taughtQuestions(
  { store }: { store: Pick<Store, 'db'> },
  { botId, dataSetId }: { botId: string; dataSetId: string },
): Promise<QuestionRow[]> {
  const rows = await store.db
    .selectFrom('data_rows as r')
    .innerJoin('lessons as l', 'l.id', 'r.lesson_id')
    .select(['l.id', 'l.question', 'l.history', 'r.document_name'])
    .where('l.bot_id', '=', botId)
    .where('r.data_set_id', '=', dataSetId)
    .where('r.state', '=', 'kept')
    .where('r.part', '=', 'answer')
    .orderBy('r.position')
    .execute();
  return rows.flatMap(({ id, question, history, document_name: document }) =>
    document === null
      ? []
      : [
          {
            id,
            question,
            history: parseJson(history) as QuestionRow['history'],
            answerable: true,
            gold_ids: [document],
          },
        ],
  );
}
