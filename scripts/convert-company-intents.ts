/**
 * HINT3 style chatbot messages (`*_train.csv`: sentence,label) -> a folder for each company with examples.csv and
 * questions.jsonl for `foyer eval routing`. Four in five phrasings of a label are examples, the rest are asked; every message
 * has one label, so nothing here is partial.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readLabelledCsv, splitByLabel, splitFromArguments, writeRouting } from './conversion.ts';

const EXAMPLE_SHARE = 0.8;

const { input, output, ...chosen } = splitFromArguments('convert-company-intents.ts');
for (const name of (await readdir(input)).filter((file) => file.endsWith('_train.csv')).toSorted()) {
  const rows = await readLabelledCsv(join(input, name), 'sentence', 'label');
  const split = splitByLabel(rows, chosen, (count) => Math.ceil(count * EXAMPLE_SHARE));
  await writeRouting(join(output, name.replace('_train.csv', '')), split);
}
