import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readRows } from '../evaluation/read-rows.ts';
import { EXERCISES_FOLDER } from '../exercises/read-exercises.ts';
import { type Ranking, rankingSchema } from './ranking.ts';
import { READINGS_FOLDER } from './read-readings.ts';

const FILE = 'lines.jsonl';

/**
 * What was read line by line for the organisations that Foyer learns from, by folder and in the order of their files. Those of
 * `knowledge/strangers` are not among them: they measure what was learned.
 * @throws AppError `bad_request` naming file, line and field
 */
export async function readRankings(): Promise<Ranking[]> {
  const rankings: Ranking[] = [];
  for (const folder of [EXERCISES_FOLDER, READINGS_FOLDER]) {
    const entries = await readdir(folder, { withFileTypes: true });
    const organisations = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    for (const organisation of organisations.sort()) {
      const rows = await readRows(join(folder, organisation, FILE), rankingSchema);
      rankings.push(...rows.map(({ row }) => row));
    }
  }
  return rankings;
}
