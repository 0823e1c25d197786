/**
 * Fits the coefficients by which a bot decides whether it can answer, and writes `server/answering/decision-coefficients.ts`.
 *
 *   node scripts/fit-decision.ts --cache <folder of the models> --organisation knowledge/larch-and-loft [--set <folder>]…
 *
 * An organisation contributes its `dev` questions; a set is a folder with `corpus.jsonl` and `questions.jsonl` as the converters
 * write them. A source's questions are strangers to the others: nothing there answers them. Each source counts as much as any
 * other. Prints the AUROC over the questions as they are, in ten-fold cross-validation by document.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerability, type DecisionModel, FEATURES, fitDecision } from '../server/answering/index.ts';
import { createLog, systemClock } from '../server/base/index.ts';
import { search } from '../server/knowledge/index.ts';
import { collectDecisionRows, type LabelledDecision } from '../server/tuning/decision/decision-rows.ts';
import { auroc } from '../server/tuning/evaluation/decision-metrics.ts';
import { openWorkspace } from '../server/tuning/evaluation/open-workspace.ts';
import type { EvaluationCorpus, EvaluationDeps, QuestionRow } from '../server/tuning/index.ts';
import { readCorpus, readQuestions } from '../server/tuning/index.ts';
import { openCachedEmbedder } from './cached-embedder.ts';

type Source = { name: string; corpus: EvaluationCorpus; questions: QuestionRow[] };
type Row = LabelledDecision & { source: string };

const FOLDS = 10;
/** Questions of each other source that are asked here too. */
const STRANGERS = 40;
const TARGET = new URL('../server/answering/decision-coefficients.ts', import.meta.url);

const options = {
  cache: { type: 'string' },
  organisation: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
} as const;
const { cache, organisation: organisations = [], set: sets = [] } = parseArgs({ options }).values;
const log = createLog({ level: 'warn' });
await using embedder = await openCachedEmbedder(cache, log);
const deps: EvaluationDeps = { embedder, clock: systemClock, log };

const sources: Source[] = [];
for (const folder of organisations) {
  const questions = await readQuestions(join(folder, 'tests', 'questions.jsonl'));
  const dev = questions.filter((row) => row.split !== 'heldout');
  sources.push({ name: folder, corpus: { organisationFolder: folder }, questions: dev });
}
for (const folder of sets) {
  const corpus = { rows: await readCorpus(join(folder, 'corpus.jsonl')) };
  sources.push({ name: folder, corpus, questions: await readQuestions(join(folder, 'questions.jsonl')) });
}
const rows: Row[] = [];
for (const source of sources) rows.push(...(await rowsOf(source)));
report();
await writeCoefficients(fitDecision(rows));

async function rowsOf({ name, corpus, questions }: Source): Promise<Row[]> {
  await using workspace = await openWorkspace(deps, { corpus, questions });
  const { knowledge, bot, botId, corpusId } = workspace;
  const turn = {
    bot,
    embedder,
    search: (input: Parameters<typeof search>[1]) => search(knowledge, input),
  };
  const found = await collectDecisionRows(turn, {
    botId,
    questions,
    strangers: sources.filter((other) => other.name !== name).flatMap(strangersFrom),
    isGold: (hit, row) => (row.gold_ids ?? []).includes(corpusId(hit.documentName)),
  });
  return found.map((row) => ({ ...row, source: name }));
}

/** Spread over the file; only questions that stand alone are clearly another's. */
function strangersFrom({ questions }: Source): string[] {
  const alone = questions.filter((row) => (row.history ?? []).length === 0 && row.kind !== 'person');
  const step = Math.max(1, Math.floor(alone.length / STRANGERS));
  return alone
    .filter((_row, index) => index % step === 0)
    .slice(0, STRANGERS)
    .map((row) => row.question);
}

function crossValidated(): (Row & { score: number })[] {
  const groups = [...new Set(rows.map((row) => row.group))];
  const foldOf = new Map(groups.map((group, index) => [group, index % FOLDS]));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const fitted = fitDecision(rows.filter((row) => foldOf.get(row.group) !== fold));
    return rows
      .filter((row) => foldOf.get(row.group) === fold)
      .map((row) => ({ ...row, score: answerability(row, fitted) }));
  }).flat();
}

function report(): void {
  const scored = crossValidated().filter((row) => row.origin === 'own');
  for (const source of new Set(rows.map((row) => row.source))) {
    const own = scored.filter((row) => row.source === source);
    const alone = FEATURES.map((name) => {
      const value = auroc(own.map((row) => ({ answerable: row.answerable, score: row.features[name] })));
      return `${name} ${value.toFixed(3)}`;
    });
    process.stdout.write(
      `${source}: ${own.length} rows, AUROC ${auroc(own).toFixed(3)} (alone: ${alone.join(', ')})\n`,
    );
  }
}

async function writeCoefficients({ intercept, features }: DecisionModel): Promise<void> {
  const text = await readFile(TARGET, 'utf8');
  const lines = FEATURES.map((name) => {
    const { weight, mean, deviation } = features[name];
    return `    ${name}: { weight: ${short(weight)}, mean: ${short(mean)}, deviation: ${short(deviation)} },`;
  });
  const data = `{\n  intercept: ${short(intercept)},\n  features: {\n${lines.join('\n')}\n  },\n};\n`;
  await writeFile(TARGET, text.replace(/(?<=DECISION: DecisionModel = )[\s\S]*$/, data));
}

/** As the formatter writes numbers: four decimals without zeros at the end. */
function short(value: number): string {
  return String(Number(value.toFixed(4)));
}
