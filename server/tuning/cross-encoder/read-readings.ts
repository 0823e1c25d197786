import { resolve } from 'node:path';
import { readRows } from '../evaluation/read-rows.ts';
import { type Reading, readingSchema } from './reading.ts';

export const READINGS_FOLDER = resolve(import.meta.dirname, '../../../knowledge/readings');
const ROWS = 'rows.jsonl';

/**
 * The readings that come with Foyer, written by `scripts/write-readings.ts`, in the order of the file.
 * @throws AppError `bad_request` naming file, line and field
 */
export async function readReadings(folder = READINGS_FOLDER): Promise<Reading[]> {
  const rows = await readRows(resolve(folder, ROWS), readingSchema);
  return rows.map(({ row }) => row);
}
