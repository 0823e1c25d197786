/**
 * Fits the coefficients by which a bot decides whether it can answer, and writes `server/answering/decision-coefficients.ts`.
 *
 *   node scripts/fit-decision.ts --cache <folder of the models> --organisation knowledge/larch-and-loft [--set <folder>]…
 *
 * An organisation contributes its `dev` questions; a set is a folder with `corpus.jsonl` and `questions.jsonl` as the converters
 * write them. Each source counts as much as any other, and answerable as much as unanswerable questions, and the intercept is
 * then set for the share of answerable questions seen in use. Prints AUROC in ten-fold cross-validation.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  assessQuestion,
  FEATURES,
  type FeatureName,
  type Features,
  matchFeatures,
} from '../server/answering/index.ts';
import { createLog, systemClock } from '../server/base/index.ts';
import { search } from '../server/knowledge/index.ts';
import { DEFAULT_EMBEDDER_ID, findModel, openEmbedder } from '../server/models/index.ts';
import { auroc } from '../server/tuning/evaluation/decision-metrics.ts';
import { openWorkspace } from '../server/tuning/evaluation/open-workspace.ts';
import type { EvaluationCorpus, EvaluationDeps, QuestionRow } from '../server/tuning/index.ts';
import { readCorpus, readQuestions } from '../server/tuning/index.ts';

type Row = { features: Features; answerable: boolean; weight: number; source: string };

/** Strength of the pull towards zero; few rows for so many features. */
const RIDGE = 0.1;
const STEPS = 4_000;
const RATE = 0.3;
const FOLDS = 10;
/** Share of the questions reaching the search that the documents can answer, as expected in use. */
const ANSWERABLE_IN_USE = 0.7;
const TARGET = new URL('../server/answering/decision-coefficients.ts', import.meta.url);

const options = {
  cache: { type: 'string' },
  organisation: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
} as const;
const { cache, organisation: organisations = [], set: sets = [] } = parseArgs({ options }).values;
const log = createLog({ level: 'warn' });
const model = await findModel({ cacheDir: cache ?? '' }, { id: DEFAULT_EMBEDDER_ID });
if (model === undefined)
  throw new Error('The embedder is not in the cache folder: run `foyer model pull` first.');
await using embedder = await openEmbedder({ log, model });
const deps: EvaluationDeps = { embedder, clock: systemClock, log };

const rows: Row[] = [];
for (const folder of organisations) {
  const questions = await readQuestions(join(folder, 'tests', 'questions.jsonl'));
  const dev = questions.filter((row) => row.split !== 'heldout');
  rows.push(...(await featuresOf(folder, { organisationFolder: folder }, dev)));
}
for (const folder of sets) {
  const corpus = { rows: await readCorpus(join(folder, 'corpus.jsonl')) };
  rows.push(...(await featuresOf(folder, corpus, await readQuestions(join(folder, 'questions.jsonl')))));
}
report();
await writeCoefficients(regress(rows));

async function featuresOf(
  source: string,
  corpus: EvaluationCorpus,
  questions: QuestionRow[],
): Promise<Row[]> {
  await using workspace = await openWorkspace(deps, { corpus, questions });
  const { knowledge, bot, botId } = workspace;
  const turn = {
    bot,
    embedder,
    search: (input: Parameters<typeof search>[1]) => search(knowledge, input),
  };
  const found: Row[] = [];
  for (const { question, history = [], answerable } of questions) {
    if (answerable === undefined) continue;
    const assessment = await assessQuestion(turn, { botId, question, history });
    if (assessment.kind === 'routed') continue;
    const { searched, hits } = assessment.found;
    const features = matchFeatures(searched, hits, assessment.ranked);
    found.push({ features, answerable, weight: 0, source });
  }
  for (const row of found)
    row.weight = 0.5 / found.filter((other) => other.answerable === row.answerable).length;
  return found;
}

type Fitted = {
  intercept: number;
  features: Record<FeatureName, { weight: number; mean: number; deviation: number }>;
};

/** Weighted logistic regression on standardised features, by gradient descent. */
function regress(sample: readonly Row[]): Fitted {
  const scale = FEATURES.map((name) => {
    const values = sample.map((row) => row.features[name]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return { mean, deviation: Math.max(spread, 0.01) };
  });
  const inputs = sample.map((row) =>
    FEATURES.map((name, at) => (row.features[name] - (scale[at]?.mean ?? 0)) / (scale[at]?.deviation ?? 1)),
  );
  const total = sample.reduce((sum, row) => sum + row.weight, 0);
  const weights = FEATURES.map(() => 0);
  let intercept = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const slope = weights.map((weight) => RIDGE * weight);
    let slopeOfIntercept = 0;
    for (const [index, row] of sample.entries()) {
      const input = inputs[index] ?? [];
      const sum = input.reduce((acc, value, at) => acc + value * (weights[at] ?? 0), intercept);
      const error = ((1 / (1 + Math.exp(-sum)) - Number(row.answerable)) * row.weight) / total;
      for (const [at, value] of input.entries()) slope[at] = (slope[at] ?? 0) + error * value;
      slopeOfIntercept += error;
    }
    for (const at of weights.keys()) weights[at] = (weights[at] ?? 0) - RATE * (slope[at] ?? 0);
    intercept -= RATE * slopeOfIntercept;
  }
  const features = Object.fromEntries(
    FEATURES.map((name, at) => [
      name,
      { weight: weights[at] ?? 0, mean: scale[at]?.mean ?? 0, deviation: scale[at]?.deviation ?? 1 },
    ]),
  ) as Fitted['features'];
  return { intercept, features };
}

function scoreOf({ intercept, features }: Fitted, row: Row): number {
  return FEATURES.reduce((sum, name) => {
    const { weight, mean, deviation } = features[name];
    return sum + weight * ((row.features[name] - mean) / deviation);
  }, intercept);
}

function crossValidated(): (Row & { score: number })[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const fitted = regress(rows.filter((_row, index) => index % FOLDS !== fold));
    return rows
      .filter((_row, index) => index % FOLDS === fold)
      .map((row) => ({ ...row, score: scoreOf(fitted, row) }));
  }).flat();
}

function report(): void {
  const scored = crossValidated();
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

async function writeCoefficients({ intercept, features }: Fitted): Promise<void> {
  const text = await readFile(TARGET, 'utf8');
  const lines = FEATURES.map((name) => {
    const { weight, mean, deviation } = features[name];
    return `    ${name}: { weight: ${weight.toFixed(4)}, mean: ${mean.toFixed(4)}, deviation: ${deviation.toFixed(4)} },`;
  });
  const data = `{\n  intercept: ${(intercept + Math.log(ANSWERABLE_IN_USE / (1 - ANSWERABLE_IN_USE))).toFixed(4)},\n  features: {\n${lines.join('\n')}\n  },\n};\n`;
  await writeFile(TARGET, text.replace(/(?<=FeatureName, Coefficient> } = )[\s\S]*$/, data));
}
