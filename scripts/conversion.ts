import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';

/** What the converters of data sets share: arguments, reading, writing, a split that never changes. */
export type Folders = { input: string; output: string };

export type LabelledText = { text: string; label: string };

/** `--input folder --output folder`; anything else ends with the usage line. */
export function foldersFromArguments(script: string): Folders {
  const options = { input: { type: 'string' }, output: { type: 'string' } } as const;
  const { input, output } = parseArgs({ options }).values;
  if (input === undefined || output === undefined) return usage(script);
  return { input, output };
}

export async function readJsonLines<Row>(folder: string, name: string): Promise<Row[]> {
  const text = await readFile(join(folder, name), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Row => JSON.parse(line));
}

export async function writeJsonLines(folder: string, name: string, rows: readonly object[]): Promise<void> {
  await writeText(folder, name, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

export async function readLabelledCsv(
  path: string,
  textColumn: string,
  labelColumn: string,
): Promise<LabelledText[]> {
  const options = { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true } as const;
  const rows: Record<string, string>[] = parse(await readFile(path, 'utf8'), options);
  const pairs = rows.map((row) => ({
    text: row[textColumn]?.trim() ?? '',
    label: row[labelColumn]?.trim() ?? '',
  }));
  const distinct = new Map(pairs.map((pair) => [pair.text.toLowerCase(), pair]));
  return [...distinct.values()].filter((pair) => pair.text !== '' && pair.label !== '');
}

export type Split = {
  /** Another seed splits otherwise. */
  seed: string;
  /** Share of the labels that get no examples at all: their questions are out of scope. */
  unknownShare: number;
};

/** `--seed 0 --unknown-share 0` beside the folders. */
export function splitFromArguments(script: string): Folders & Split {
  const { values } = parseArgs({
    options: {
      input: { type: 'string' },
      output: { type: 'string' },
      seed: { type: 'string', default: '' },
      'unknown-share': { type: 'string', default: '0' },
    },
  });
  const { input, output, seed, 'unknown-share': share } = values;
  if (input === undefined || output === undefined) return usage(script, ' [--seed 1] [--unknown-share 0.25]');
  const unknownShare = Number(share);
  if (!(unknownShare >= 0 && unknownShare < 1)) {
    process.stderr.write(`--unknown-share is a share of the labels, such as 0.25, not "${share}".\n`);
    process.exit(2);
  }
  return { input, output, seed, unknownShare };
}

function usage(script: string, more = ''): never {
  process.stderr.write(
    `Usage: node scripts/${script} --input <folder of the data set> --output <folder>${more}\n`,
  );
  process.exit(2);
}

/**
 * Splits each label's phrasings into known examples and questions, in an order fixed by the hash of seed and text, so that the
 * same set gives the same split everywhere. A label keeps at least one example, unless it is one of the unknown.
 */
export function splitByLabel(
  rows: readonly LabelledText[],
  { seed, unknownShare }: Split,
  examplesOf: (count: number) => number,
): { examples: LabelledText[]; questions: LabelledText[] } {
  const byLabel = Map.groupBy(rows, (row) => row.label);
  const inOrder = <Item>(items: readonly Item[], textOf: (item: Item) => string) =>
    items.toSorted((one, other) => hashOf(seed + textOf(one)).localeCompare(hashOf(seed + textOf(other))));
  const labels = inOrder([...byLabel.keys()], (label) => label);
  const unknown = new Set(labels.slice(0, Math.round(labels.length * unknownShare)));
  const examples: LabelledText[] = [];
  const questions: LabelledText[] = [];
  for (const [label, members] of byLabel) {
    const ordered = inOrder(members, ({ text }) => text);
    const count = unknown.has(label) ? 0 : Math.max(1, examplesOf(ordered.length));
    examples.push(...ordered.slice(0, count));
    questions.push(...ordered.slice(count));
  }
  return { examples, questions };
}

/** Writes `examples.csv` and `questions.jsonl` as `foyer eval routing` reads them. */
export async function writeRouting(
  folder: string,
  { examples, questions }: { examples: readonly LabelledText[]; questions: readonly LabelledText[] },
): Promise<void> {
  const lines = examples.map(({ text, label }) => `${quoted(text)},${quoted(label)}\n`);
  await writeText(folder, 'examples.csv', `text,label\n${lines.join('')}`);
  const rows = questions.map(({ text, label }, index) => ({ id: String(index + 1), question: text, label }));
  await writeJsonLines(folder, 'questions.jsonl', rows);
  process.stdout.write(`${folder}: ${examples.length} examples, ${questions.length} questions\n`);
}

async function writeText(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), text);
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""').replace(/\s+/g, ' ')}"`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
