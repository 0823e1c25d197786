import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Exercise, exerciseSchema } from './exercise.ts';

export const EXERCISES_FOLDER = resolve(import.meta.dirname, '../../../knowledge/exercises');
const ROWS = 'rows.jsonl';

/** The exercises that come with Foyer, written by `scripts/write-exercises.ts`. */
export async function readExercises(folder = EXERCISES_FOLDER): Promise<Exercise[]> {
  const text = await readFile(resolve(folder, ROWS), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => exerciseSchema.parse(JSON.parse(line)));
}
