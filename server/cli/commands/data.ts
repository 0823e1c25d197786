import { writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { AppError } from '../../base/index.ts';
import { MAX_REPLAY } from '../../contract/index.ts';
import {
  DATA_PARTS,
  type DataPart,
  type DataRow,
  departureNotice,
  exercisesFor,
  exportDataSet,
  getDataSet,
  listDataRows,
  listDataSets,
  type MadeDataSet,
  type MakeDataSetInput,
  makeDataSet,
  openUntuned,
  recipeWithReplay,
} from '../../tuning/index.ts';
import { ensureModel } from '../ensure-models.ts';
import { pickBot } from '../pick-bot.ts';
import { createProgressLine } from '../progress-line.ts';
import { quietConfig } from '../quiet-config.ts';
import { table } from '../text.ts';
import type { CliContext, CliDeps } from '../types.ts';

type BotOption = { bot?: string };
type AssembleOptions = BotOption & {
  seed: number;
  rows?: number;
  lessonsOnly?: boolean;
  exercises: boolean;
  replay: number;
  teacher?: string;
  teacherModel?: string;
  teacherCalls?: number;
  out?: string;
};
type ShowOptions = BotOption & { part?: DataPart; dropped?: boolean; limit: number };
type ExportOptions = BotOption & { out?: string };

const ASSEMBLE_HELP = `
Without --teacher everything stays on this machine. A teacher may run here too. Its key, if it has one, is read from
FOYER_TEACHER_KEY.

Examples:
  $ foyer data assemble --bot larch-and-loft --out rows.jsonl
  $ foyer data assemble --teacher http://localhost:11434/v1 --teacher-model qwen2.5:7b-instruct`;

/** `foyer data`: what a bot would be taught, without teaching it. */
export function addDataCommands(program: Command, deps: CliDeps): void {
  const data = program.command('data').description('the examples that a bot is taught from');
  addBot(data.command('assemble'))
    .description('make a data set of the approved lessons and the documents, and train nothing')
    .option('--seed <number>', 'another seed mixes otherwise', numberOf, 1)
    .option('--rows <count>', 'at most so many examples', numberOf)
    .option(
      '--replay <share>',
      'part of what the untuned model says to general requests, against forgetting: 0 to 0.3',
      shareOf,
      0,
    )
    .option('--lessons-only', 'make nothing of the documents')
    .option('--no-exercises', 'without those about invented organisations')
    .option(
      '--teacher <url>',
      'let a larger model write questions first; passages are sent to this OpenAI-compatible server',
    )
    .option('--teacher-model <name>', 'which model of that server')
    .option('--teacher-calls <count>', 'ask it at most so often', numberOf)
    .option('-o, --out <file>', 'also write the examples as OpenAI chat JSONL')
    .addHelpText('after', ASSEMBLE_HELP)
    .action((options: AssembleOptions) => assemble(deps, options));
  addBot(data.command('show [id]'))
    .description('read a data set, the newest when none is named')
    .addOption(new Option('--part <name>', 'only this part').choices([...DATA_PARTS]))
    .option('--dropped', 'what was dropped, and why')
    .option('--limit <count>', 'at most so many rows', numberOf, 20)
    .addHelpText('after', '\nExample:\n  $ foyer data show --part removed --limit 5')
    .action((id: string | undefined, options: ShowOptions) => show(deps, id, options));
  addBot(data.command('export [id]'))
    .description('write the examples as OpenAI chat JSONL, the newest set when none is named')
    .option('-o, --out <file>', 'instead of standard output')
    .addHelpText('after', '\nExample:\n  $ foyer data export --out rows.jsonl')
    .action((id: string | undefined, options: ExportOptions) => exportRows(deps, id, options));
}

async function assemble(deps: CliDeps, options: AssembleOptions): Promise<void> {
  const { bot, seed, rows, lessonsOnly, exercises, replay, out } = options;
  const config = quietConfig(deps);
  const named = teacherOf(options, config.teacher.apiKey);
  await ensureModel(deps, config, config.models.embedder);
  if (replay > 0) await ensureModel(deps, config, config.models.generator);
  await using context = await deps.openContext(config);
  const botId = await pickBot(deps, context, bot);
  if (named !== undefined) deps.output.stderr(`${departureNotice(named.teacher)}\n`);
  const line = createProgressLine(deps.output);
  const showAs = (label: string) => (progress: { done: number; total: number }) =>
    line.show({ label, ...progress });
  const input = {
    actor: 'system:cli',
    botId,
    seed,
    base: await baseOf(context),
    withDocuments: lessonsOnly !== true,
    exercises: exercises ? await exercisesFor(context, botId) : [],
    recipe: { ...recipeWithReplay(replay), ...(rows !== undefined && { maxRows: rows }) },
    openUntuned: openUntuned(context.comparing, botId),
    ...(named === undefined ? {} : { teacher: { ...named, onProgress: showAs('Asking the teacher') } }),
    onProgress: showAs('Writing examples'),
  };
  const { dataSetId, taught } = await makeDataSet(context, input, deps.signal).finally(() => line.end());
  if (taught !== undefined) deps.output.stderr(`${taughtText(taught)}\n`);
  await describe(deps, context, { botId, dataSetId });
  if (out !== undefined) await writeFile(out, await exportDataSet(context, { botId, dataSetId }));
}

function teacherOf(
  { teacher: url, teacherModel: model, teacherCalls, lessonsOnly }: AssembleOptions,
  apiKey: string | undefined,
): Pick<NonNullable<MakeDataSetInput['teacher']>, 'teacher' | 'budget'> | undefined {
  if (url === undefined && model === undefined && teacherCalls === undefined) return undefined;
  if (url === undefined || model === undefined)
    throw new AppError(
      'bad_request',
      'A teacher is named with both --teacher <url> and --teacher-model <name>.',
    );
  if (lessonsOnly)
    throw new AppError(
      'bad_request',
      'A teacher reads the documents; leave out --lessons-only, or --teacher.',
    );
  const budget = teacherCalls === undefined ? {} : { budget: { maxCalls: teacherCalls } };
  return { teacher: { url, model, apiKey }, ...budget };
}

function taughtText({ pairs, spent: { calls, tokens }, ended }: NonNullable<MadeDataSet['taught']>): string {
  const early = ended === undefined ? '' : ` It ended early: ${ended}.`;
  return `The teacher wrote ${pairs} questions that passed, in ${calls} calls and about ${tokens} tokens.${early}`;
}

/** The model that would be taught, whether or not its weights are here yet. */
async function baseOf({ teaching }: CliContext): Promise<MakeDataSetInput['base']> {
  const found = await teaching.stages.findBase();
  return { id: teaching.baseModel, sha256: found?.manifest.source.sha256 ?? null };
}

async function show(deps: CliDeps, id: string | undefined, options: ShowOptions): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, options.bot);
  const dataSetId = id ?? (await newestOf(context, botId));
  await describe(deps, context, { botId, dataSetId });
  const state = options.dropped ? 'dropped' : 'kept';
  const { part, limit } = options;
  const { rows } = await listDataRows(context, { botId, dataSetId, state, limit, ...(part && { part }) });
  for (const row of rows) deps.output.stdout(`\n${rowText(row)}\n`);
}

async function exportRows(deps: CliDeps, id: string | undefined, { bot, out }: ExportOptions): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const dataSetId = id ?? (await newestOf(context, botId));
  const text = await exportDataSet(context, { botId, dataSetId });
  if (out === undefined) deps.output.stdout(text);
  else await writeFile(out, text);
}

async function describe(
  deps: CliDeps,
  context: CliContext,
  id: { botId: string; dataSetId: string },
): Promise<void> {
  const { manifest } = await getDataSet(context, id);
  const counts = Object.entries(manifest.kept).map(([part, rows]) => [part, String(rows)] as const);
  const rows = [
    ['data set', id.dataSetId],
    ['trained on', String(manifest.train)],
    ['held out', String(manifest.heldOut)],
    ['dropped', String(manifest.dropped)],
    ...counts,
  ];
  deps.output.stdout(table(rows));
  for (const text of [...manifest.problems, ...manifest.notes]) deps.output.stdout(`${text}\n`);
}

async function newestOf(context: CliContext, botId: string): Promise<string> {
  const [newest] = await listDataSets(context, { botId });
  if (newest) return newest.id;
  throw new AppError(
    'not_found',
    `The bot "${botId}" has no data set yet. Make one with: foyer data assemble`,
  );
}

function rowText({ part, split, question, target, reason, who, documentName, messages }: DataRow): string {
  const about = [part, split ?? 'dropped', documentName ?? 'no document', who].join(' · ');
  const prompt = messages?.at(-2)?.content;
  return [
    about,
    ...(prompt === undefined ? [question] : [prompt]),
    `=> ${target}`,
    ...(reason ? [`(${reason})`] : []),
  ].join('\n');
}

function addBot(command: Command): Command {
  return command.option('-b, --bot <id>', 'which bot, where there are several');
}

function shareOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= MAX_REPLAY) return value;
  throw new InvalidArgumentError(`It is a number from 0 to ${MAX_REPLAY}.`);
}

function numberOf(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('It is a whole number.');
}
