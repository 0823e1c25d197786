import { type DataSetId, getDataSet, readTrainingRows } from './read-data-set.ts';
import type { DataDeps } from './types.ts';

/** The examples as OpenAI chat JSONL, those that are held out last. @throws AppError `not_found` */
export async function exportDataSet(
  deps: { store: Pick<DataDeps['store'], 'db'> },
  id: DataSetId,
): Promise<string> {
  await getDataSet(deps, id);
  const { train, heldOut, replay } = await readTrainingRows(deps, id.dataSetId);
  return [...train, ...heldOut, ...replay]
    .map(({ messages }) => `${JSON.stringify({ messages })}\n`)
    .join('');
}
