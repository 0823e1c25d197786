/**
 * Writes `knowledge/readings/rows.jsonl`, from which the cross-encoder learns: each question of each invented organisation in
 * `knowledge/readings`, and each of the pairs of those in `knowledge/exercises`, beside the lines that serving finds for it. To be
 * run again whenever search or sentence ranking change (`tests/integration/tuning/readings.test.ts`).
 *
 *   node scripts/write-readings.ts --cache <folder of the models>
 */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from '../server/base/index.ts';
import { writeReadings } from '../server/tuning/cross-encoder/write-readings.ts';
import { EXERCISES_FOLDER, READINGS_FOLDER } from '../server/tuning/index.ts';
import { openCachedEmbedder } from './cached-embedder.ts';

const { cache } = parseArgs({ options: { cache: { type: 'string' } } }).values;
const log = createLog({ level: 'warn' });
await using embedder = await openCachedEmbedder(cache, log);
const lines: string[] = [];
for (const folder of [
  ...(await organisationsIn(READINGS_FOLDER)),
  ...(await organisationsIn(EXERCISES_FOLDER)),
]) {
  const { readings, dropped } = await writeReadings({ embedder, log }, folder);
  lines.push(...readings.map((reading) => JSON.stringify(reading)));
  process.stdout.write(`${folder}: ${readings.length} rows\n`);
  for (const { question, why } of dropped) process.stdout.write(`  not "${question}": ${why}\n`);
}
await writeFile(join(READINGS_FOLDER, 'rows.jsonl'), `${lines.join('\n')}\n`);

async function organisationsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort();
}
