import { writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { AppError } from '../../base/index.ts';
import {
  type Comparison,
  compareVersions,
  formatComparison,
  listVersions,
  OPPONENTS,
  type Opponent,
  readQuestions,
  standsOn,
} from '../../tuning/index.ts';
import { ensureModels } from '../ensure-models.ts';
import { pickBot } from '../pick-bot.ts';
import { createProgressLine } from '../progress-line.ts';
import { quietConfig } from '../quiet-config.ts';
import type { CliContext, CliDeps } from '../types.ts';

const ACTOR = 'system:cli';

type Options = {
  bot?: string;
  candidate?: string;
  against?: Opponent[];
  questions?: string;
  split?: 'dev' | 'heldout';
  maxSentences?: number;
  forbid?: string[];
  out?: string;
  json?: string;
};

export function addCompareCommand(program: Command, deps: CliDeps): void {
  program
    .command('compare [version]')
    .description(
      'the gate: a version against the untuned model, the release and plain quotes, on the same questions',
    )
    .option('-b, --bot <id>', 'which bot, where there are several')
    .option('--candidate <version>', 'the version, instead of as an argument; the newest where none is named')
    .option('--against <list>', `with whom: ${OPPONENTS.join(',')}`, opponents)
    .option('-q, --questions <file>', 'these questions instead of the bot’s own tests')
    .option(
      '--split <name>',
      'which of the bot’s tests: heldout (the final ones, default) or dev (for practice: nothing is published on them)',
      split,
    )
    .option('--max-sentences <number>', 'no answer may be longer', wholeNumber)
    .option('--forbid <phrase...>', 'no answer may say this')
    .option('-o, --out <file>', 'write the report with the changed answers, as Markdown')
    .option('--json <file>', 'write everything, as JSON')
    .addHelpText(
      'after',
      `
Questions, one JSON object a line: {id, question, history?, gold_ids?, reference?, answerable?, must_include?, must_pass?}.
gold_ids are names of documents. Prints the verdict and why; the exit code is 0 whatever the verdict.

Examples:
  $ foyer compare --out report.md
  $ foyer compare ver_0123 --against untuned,release --questions questions.jsonl --bot faq`,
    )
    .action((version: string | undefined, options: Options) => compare(deps, version, options));
}

async function compare(deps: CliDeps, version: string | undefined, options: Options): Promise<void> {
  const questions = options.questions === undefined ? undefined : await readQuestions(options.questions);
  const config = quietConfig(deps);
  await ensureModels(deps, config);
  await using context = await deps.openContext(config);
  const botId = await pickBot(deps, context, options.bot);
  const candidate = version ?? options.candidate ?? (await newestVersion(context, botId));
  const line = createProgressLine(deps.output);
  let comparison: Comparison;
  try {
    comparison = await compareVersions(
      context.comparing,
      {
        actor: ACTOR,
        botId,
        candidate,
        ...(options.against && { against: options.against }),
        ...(options.split && { split: options.split }),
        ...(questions && { questions }),
        format: { maxSentences: options.maxSentences, forbidden: options.forbid },
        onProgress: (progress) => line.show({ label: 'Comparing', ...progress }),
      },
      deps.signal,
    );
  } finally {
    line.end();
  }
  if (options.out) await writeFile(options.out, formatComparison(comparison));
  if (options.json) await writeFile(options.json, `${JSON.stringify(comparison, null, 2)}\n`);
  deps.output.stdout(verdictText(comparison));
}

async function newestVersion(context: CliContext, botId: string): Promise<string> {
  const [newest] = await listVersions(context, { botId });
  if (newest !== undefined) return newest.id;
  throw new AppError('not_found', 'This bot has no version to compare. Make one with: foyer teach start');
}

function verdictText(comparison: Comparison): string {
  const { id, candidate, verdict } = comparison;
  const lines = [
    `${id}  ${candidate}: ${verdict?.verdict.replaceAll('-', ' ') ?? 'no verdict'}, ${standsOn(comparison)}`,
    ...(verdict?.reasons ?? []).map((reason) => `- ${reason}`),
    ...(verdict?.checks ?? []).map(
      ({ name, measured, passed }) => `${passed === null ? '?' : passed ? '✓' : '✗'} ${name}: ${measured}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function opponents(text: string): Opponent[] {
  const names = text.split(',').map((name) => name.trim());
  const known = OPPONENTS.filter((opponent) => names.includes(opponent));
  if (names.length > 0 && names.every((name) => known.some((opponent) => opponent === name))) return known;
  throw new InvalidArgumentError(`Name some of ${OPPONENTS.join(',')}.`);
}

function split(text: string): 'dev' | 'heldout' {
  if (text === 'dev' || text === 'heldout') return text;
  throw new InvalidArgumentError('It is dev or heldout.');
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It is a whole number from 1.');
}
