/**
 * Writes `knowledge/exercises/rows.jsonl`: each question of each invented organisation there, in the prompt that serving writes
 * for it. To be run again whenever search, sentence ranking or the prompt change (`tests/integration/tuning/exercises.test.ts`).
 *
 *   node scripts/write-exercises.ts --cache <folder of the models>
 */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from '../server/base/index.ts';
import { writeExercises } from '../server/tuning/exercises/write-exercises.ts';
import { EXERCISES_FOLDER } from '../server/tuning/index.ts';
import { openCachedEmbedder } from './cached-embedder.ts';

const { cache } = parseArgs({ options: { cache: { type: 'string' } } }).values;
const log = createLog({ level: 'warn' });
await using embedder = await openCachedEmbedder(cache, log);
const entries = await readdir(EXERCISES_FOLDER, { withFileTypes: true });
const organisations = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
const lines: string[] = [];
for (const name of organisations.sort()) {
  const { exercises, dropped } = await writeExercises({ embedder, log }, join(EXERCISES_FOLDER, name));
  lines.push(...exercises.map((exercise) => JSON.stringify(exercise)));
  process.stdout.write(`${name}: ${exercises.length} rows\n`);
  for (const { question, reason } of dropped) process.stdout.write(`  not "${question}": ${reason}\n`);
}
await writeFile(join(EXERCISES_FOLDER, 'rows.jsonl'), `${lines.join('\n')}\n`);
