/**
 * banking77 style questions (train.csv: text,category) -> examples.csv with five phrasings of each label, and all others as
 * questions.jsonl, for `foyer eval routing`. Every question has one label, so nothing here is partial.
 */
import { join } from 'node:path';
import { readLabelledCsv, splitByLabel, splitFromArguments, writeRouting } from './conversion.ts';

const EXAMPLES_A_LABEL = 5;

const { input, output, ...chosen } = splitFromArguments('convert-banking-intents.ts');
const rows = await readLabelledCsv(join(input, 'train.csv'), 'text', 'category');
await writeRouting(
  output,
  splitByLabel(rows, chosen, () => EXAMPLES_A_LABEL),
);
