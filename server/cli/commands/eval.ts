import { writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { AppError } from '../../base/index.ts';
import {
  type EvaluateVersionInput,
  type EvaluationCorpus,
  type EvaluationReport,
  evaluateAnswers,
  evaluateRefusal,
  evaluateRetrieval,
  evaluateRouting,
  evaluateVersion,
  formatReport,
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
  examples   CSV with the columns text,label`;

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
  const config = quietConfig(deps);
  const { embedder, generator } = config.models;
  for (const id of kind === 'answers' ? [embedder, generator] : [embedder])
    await ensureModel(deps, config, id);
  await using context = await deps.openContext(config);
  const report = await runEvaluation(deps, context, kind, options);
  deps.output.stdout(formatReport(report));
  if (options.out) await writeFile(options.out, `${JSON.stringify(report, null, 2)}\n`);
}

async function runEvaluation(
  deps: CliDeps,
  context: CliContext,
  kind: Kind,
  options: Options,
): Promise<EvaluationReport<unknown>> {
  const line = createProgressLine(deps.output);
  const onProgress = ({ stage, done, total }: { stage?: string; done: number; total: number }) =>
    line.show({ label: stage === 'ingesting' ? 'Reading the corpus' : 'Asking', done, total });
  try {
    const shared = { questions: await readQuestions(options.questions), onProgress };
    if (kind === 'routing') {
      const examples = await readExamples(options.examples ?? '');
      return await evaluateRouting(context, { ...shared, examples }, deps.signal);
    }
    if (options.bot !== undefined || options.version !== undefined) {
      return await evaluateVersionOf(deps, context, { ...shared, options });
    }
    const input = { ...shared, corpus: await corpusOf(options) };
    if (kind === 'answers') return await evaluateAnswers(context, input, deps.signal);
    if (kind === 'refusal') return await evaluateRefusal(context, input, deps.signal);
    const retriever = options.retriever ?? 'hybrid';
    return await evaluateRetrieval(context, { ...input, retriever }, deps.signal);
  } finally {
    line.end();
  }
}

type OfVersion = Pick<EvaluateVersionInput, 'questions' | 'onProgress'> & { options: Options };

async function evaluateVersionOf(
  deps: CliDeps,
  context: CliContext,
  { options, ...shared }: OfVersion,
): Promise<EvaluationReport<unknown>> {
  const { bot, version, corpus, organisation } = options;
  const input = {
    ...shared,
    botId: await pickBot(deps, context, bot),
    ...(version !== undefined && { version }),
    ...((corpus ?? organisation) !== undefined && { corpus: await corpusOf(options) }),
  };
  return await evaluateVersion(context.comparing, input, deps.signal);
}

async function corpusOf({ corpus, organisation }: Options): Promise<EvaluationCorpus> {
  if (corpus !== undefined) return { rows: await readCorpus(corpus) };
  if (organisation !== undefined) return { organisationFolder: organisation };
  throw new AppError('bad_request', 'Say what to search: --corpus <file> or --organisation <folder>.');
}
