import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { AppError, invariant } from '../../base/index.ts';
import {
  type EvaluateVersionInput,
  type EvaluationCorpus,
  type EvaluationReport,
  type ExampleRow,
  evaluateAnswers,
  evaluateRefusal,
  evaluateRetrieval,
  evaluateRouting,
  evaluateVersion,
  formatReport,
  type QuestionRow,
  RETRIEVERS,
  type Retriever,
  readCorpus,
  readExamples,
  readQuestions,
} from '../../tuning/index.ts';
import { ensureModel } from '../ensure-models.ts';
import { pickBot } from '../pick-bot.ts';
import { createProgressLine } from '../progress-line.ts';
import { quietConfig } from '../quiet-config.ts';
import type { CliContext, CliDeps } from '../types.ts';
import { addEvalDecision } from './eval-decision.ts';
import { addEvalLabels } from './eval-labels.ts';

type Kind = 'retrieval' | 'answers' | 'refusal' | 'routing';

type Options = {
  questions: string;
  corpus?: string;
  organisation?: string;
  examples?: string;
  retriever?: Retriever;
  bot?: string;
  version?: string;
  out?: string;
};

const ABOUT: Record<Kind, string> = {
  retrieval: 'where the right passages are found: recall@1/5/10, hit@5, MRR@10',
  answers: 'what is said, with the language model: ROUGE-L, chrF, token F1, groundedness',
  refusal: 'what is declined: AUROC, refusal recall, false refusals, also at fixed coverage',
  routing: 'how known phrasings route new ones: accuracy top-1 and top-3; AUROC where labels have no example',
};

const FORMATS = `
Files, one JSON object a line:
  corpus     {id, title?, text}
  questions  {id, question, history?: [{role, content}], gold_ids?, reference?, answerable?, label?}
  examples   CSV with the columns text,label
An id is text or a number, null counts as absent, and UTF-8 is not asked for.`;

const EXAMPLES: Record<Kind, string> = {
  retrieval: '$ foyer eval retrieval --corpus corpus.jsonl --questions questions.jsonl --out report.json',
  answers:
    '$ foyer eval answers --organisation knowledge/larch-and-loft --questions knowledge/larch-and-loft/tests/questions.jsonl\n  $ foyer eval answers --bot larch-and-loft --version untuned --questions questions.jsonl',
  refusal: '$ foyer eval refusal --corpus corpus.jsonl --questions questions.jsonl',
  routing: '$ foyer eval routing --examples examples.csv --questions questions.jsonl',
};

export function addEvalCommands(program: Command, deps: CliDeps): void {
  const evaluation = program.command('eval').description('measure on your own questions, with intervals');
  addEvalDecision(evaluation, deps);
  addEvalLabels(evaluation, deps);
  for (const kind of Object.keys(ABOUT) as Kind[]) {
    const command = evaluation
      .command(kind)
      .description(ABOUT[kind])
      .requiredOption('-q, --questions <file>', 'the questions')
      .option('-o, --out <file>', 'also write every item as JSON')
      .addHelpText('after', `${FORMATS}\n\nExample:\n  ${EXAMPLES[kind]}`);
    if (kind === 'routing') command.requiredOption('-e, --examples <file>', 'known phrasings');
    else {
      command.option('-c, --corpus <file>', 'the passages');
      command.option('--organisation <folder>', 'documents of an organisation instead of a corpus');
    }
    if (kind === 'retrieval') {
      command.addOption(
        new Option('--retriever <name>', 'what searches').choices([...RETRIEVERS]).default('hybrid'),
      );
    }
    if (kind === 'answers') {
      command.option('-b, --bot <id>', 'a bot as it serves, with its own documents unless a corpus is named');
      command.option('--version <id>', 'a version of that bot, or untuned; else what serves');
    }
    command.action((options: Options) => evaluate(deps, kind, options));
  }
}

async function evaluate(deps: CliDeps, kind: Kind, options: Options): Promise<void> {
  // What is wrong with the files is told before anything is fetched or read in.
  const files = await readFiles(kind, options);
  if (options.out) await mkdir(dirname(resolve(options.out)), { recursive: true });
  const config = quietConfig(deps);
  const { embedder, generator } = config.models;
  for (const id of kind === 'answers' ? [embedder, generator] : [embedder])
    await ensureModel(deps, config, id);
  await using context = await deps.openContext(config);
  const report = await runEvaluation(deps, context, { kind, options, files });
  deps.output.stdout(formatReport(report));
  if (options.out) await writeFile(options.out, `${JSON.stringify(report, null, 2)}\n`);
}

type Files = { questions: QuestionRow[]; examples: ExampleRow[]; corpus: EvaluationCorpus | undefined };

async function readFiles(kind: Kind, options: Options): Promise<Files> {
  const { questions, corpus, organisation, examples, bot, version } = options;
  if (corpus !== undefined && organisation !== undefined)
    throw new AppError('bad_request', 'Name either --corpus or --organisation: one of them is searched.');
  const files = {
    questions: await readQuestions(questions),
    examples: examples === undefined ? [] : await readExamples(examples),
    corpus: corpus === undefined ? organisationOf(organisation) : { rows: await readCorpus(corpus) },
  };
  const searchesBot = bot !== undefined || version !== undefined;
  if (kind !== 'routing' && !searchesBot && files.corpus === undefined)
    throw new AppError('bad_request', 'Say what to search: --corpus <file> or --organisation <folder>.');
  return files;
}

function organisationOf(folder: string | undefined): EvaluationCorpus | undefined {
  return folder === undefined ? undefined : { organisationFolder: folder };
}

async function runEvaluation(
  deps: CliDeps,
  context: CliContext,
  { kind, options, files }: { kind: Kind; options: Options; files: Files },
): Promise<EvaluationReport<unknown>> {
  const line = createProgressLine(deps.output);
  const onProgress = ({ stage, done, total }: { stage?: string; done: number; total: number }) =>
    line.show({ label: stage === 'ingesting' ? 'Reading the corpus' : 'Asking', done, total });
  try {
    const { questions, examples, corpus } = files;
    const shared = { questions, onProgress };
    if (kind === 'routing') return await evaluateRouting(context, { ...shared, examples }, deps.signal);
    if (options.bot !== undefined || options.version !== undefined)
      return await evaluateVersionOf(deps, context, { ...shared, corpus, options });
    invariant(corpus !== undefined, 'What is searched was looked at before.');
    const input = { ...shared, corpus };
    if (kind === 'answers') return await evaluateAnswers(context, input, deps.signal);
    if (kind === 'refusal') return await evaluateRefusal(context, input, deps.signal);
    const retriever = options.retriever ?? 'hybrid';
    return await evaluateRetrieval(context, { ...input, retriever }, deps.signal);
  } finally {
    line.end();
  }
}

type OfVersion = Pick<EvaluateVersionInput, 'questions' | 'onProgress'> &
  Pick<Files, 'corpus'> & { options: Options };

async function evaluateVersionOf(
  deps: CliDeps,
  context: CliContext,
  { options, corpus, ...shared }: OfVersion,
): Promise<EvaluationReport<unknown>> {
  const { bot, version } = options;
  const input = {
    ...shared,
    botId: await pickBot(deps, context, bot),
    ...(version !== undefined && { version }),
    ...(corpus !== undefined && { corpus }),
  };
  return await evaluateVersion(context.comparing, input, deps.signal);
}
