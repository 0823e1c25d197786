import { type Command, InvalidArgumentError, Option } from 'commander';
import { AppError } from '../../base/index.ts';
import {
  PREFERENCE_WISHES,
  PRESETS,
  problemsOf,
  type RunSettingsBody,
  runSettingsSchema,
} from '../../contract/index.ts';
import { isWorkerPresent } from '../../jobs/index.ts';
import {
  cancelRun,
  estimateRun,
  getRun,
  isAtRest,
  listRuns,
  pauseRun,
  type Run,
  resumeRun,
  startRun,
} from '../../tuning/index.ts';
import { ensureModels } from '../ensure-models.ts';
import { pickBot } from '../pick-bot.ts';
import { createProgressLine } from '../progress-line.ts';
import { quietConfig } from '../quiet-config.ts';
import { durationText, runLine } from '../teach-progress.ts';
import { bytesText, table } from '../text.ts';
import type { CliContext, CliDeps } from '../types.ts';
import { followRun, requireDone, workRunHere } from '../work-run-here.ts';

const ACTOR = 'system:cli';

type BotOption = { bot?: string };
type Settings = Omit<RunSettingsBody, 'preset' | 'preferences' | 'thumbs'> & {
  preset?: string;
  preferences?: string;
  thumbs?: string;
};
type StartOptions = BotOption & Settings & { follow?: boolean };
type StatusOptions = BotOption & { follow?: boolean; json?: boolean };

export function addTeachCommands(program: Command, deps: CliDeps): void {
  const teach = program.command('teach').description('teach a bot its approved lessons');
  addSettings(teach.command('estimate'))
    .description('what a run would take: rows, minutes, memory')
    .addHelpText('after', '\nExample:\n  $ foyer teach estimate --preset thorough')
    .action((options: StartOptions) => estimate(deps, options));
  addSettings(teach.command('start'))
    .description('teach, test, and leave a version to publish')
    .option('--follow', 'stay to watch where a running server does the work')
    .addHelpText('after', START_HELP)
    .action((options: StartOptions) => start(deps, options));
  addBot(teach.command('status [run]'))
    .description('how a run goes; the newest where none is named')
    .option('--follow', 'until it ends or rests')
    .option('--json', 'with its curve, as JSON')
    .addHelpText('after', '\nExample:\n  $ foyer teach status --follow')
    .action((run: string | undefined, options: StatusOptions) => status(deps, run, options));
  addBot(teach.command('pause [run]'))
    .description('stop after this step, with a checkpoint')
    .addHelpText('after', '\nExample:\n  $ foyer teach pause')
    .action((run: string | undefined, options: BotOption) => pause(deps, run, options));
  addBot(teach.command('resume [run]'))
    .description('take a paused or failed run up again where it was')
    .option('--follow', 'stay to watch where a running server does the work')
    .addHelpText('after', '\nExample:\n  $ foyer teach resume')
    .action((run: string | undefined, options: StatusOptions) => resume(deps, run, options));
  addBot(teach.command('cancel [run]'))
    .description('end a run for good')
    .addHelpText('after', '\nExample:\n  $ foyer teach cancel')
    .action((run: string | undefined, options: BotOption) => cancel(deps, run, options));
  addBot(teach.command('list'))
    .description('all runs, newest first')
    .addHelpText('after', '\nExample:\n  $ foyer teach list')
    .action((options: BotOption) => list(deps, options));
}

const START_HELP = `
Where a server runs on the same data folder it does the work, and this command ends at once (see --follow).
Otherwise the work is done here; Ctrl+C pauses it with a checkpoint.

Examples:
  $ foyer teach start
  $ foyer teach start --bot larch-and-loft --preset thorough --max-minutes 40
  $ foyer teach start --epochs 2 --rank 16 --learning-rate 5e-4 --seed 7 --no-test`;

function addBot(command: Command): Command {
  return command.option('-b, --bot <id>', 'which bot, where there are several');
}

function addSettings(command: Command): Command {
  return addBot(command)
    .addOption(new Option('--preset <name>', 'how hard to teach').choices([...PRESETS]).default('balanced'))
    .option('--epochs <count>', 'times through the data', numberOf)
    .option('--rank <rank>', 'size of the adapter', numberOf)
    .option('--learning-rate <rate>', 'for instance 5e-4', numberOf)
    .option('--seed <seed>', 'the same seed and data give the same adapter', numberOf)
    .option('--max-minutes <minutes>', 'cut the training to fit into this, default 20', numberOf)
    .addOption(
      new Option(
        '--preferences <wish>',
        'corrections after the lessons: auto (10 approved ones and more), skip, require',
      ).choices([...PREFERENCE_WISHES]),
    )
    .addOption(
      new Option(
        '--thumbs <wish>',
        'what people thought of answers, last: skip (default), auto (100 up and 100 down and more), require',
      ).choices([...PREFERENCE_WISHES]),
    )
    .option('--no-exercises', 'without those about invented organisations')
    .option(
      '--replay <share>',
      'part of what the untuned model says to general requests, against forgetting: 0 (default) to 0.3',
      numberOf,
    )
    .option('--no-test', 'make the version without comparing it');
}

function numberOf(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number.');
}

async function estimate(deps: CliDeps, options: StartOptions): Promise<void> {
  await using context = await openToTeach(deps);
  const botId = await pickBot(deps, context, options.bot);
  const line = createProgressLine(deps.output);
  const onProgress = (progress: { done: number; total: number }) =>
    line.show({ label: 'Gathering the data', ...progress });
  const input = { actor: ACTOR, botId, settings: settingsOf(options), onProgress };
  const forecast = await estimateRun(context.teaching, input, deps.signal).finally(line.end);
  const {
    rows,
    heldOutRows,
    exerciseRows = 0,
    epochs,
    tokens,
    tokensPerSecond,
    minutes,
    memoryBytes,
  } = forecast.estimate;
  const practised = exerciseRows === 0 ? '' : ` (${exerciseRows} of them exercises)`;
  const facts = [
    ['rows', `${rows} to learn from${practised}, ${heldOutRows} held out`],
    ['epochs', String(epochs)],
    ['tokens', `${tokens} in all, ${Math.round(tokensPerSecond)} a second`],
    ['time', `about ${durationText(minutes * 60)} of training`],
    ['memory', bytesText(memoryBytes)],
  ];
  deps.output.stdout(table(facts));
  for (const note of forecast.notes) deps.output.stdout(`${note}\n`);
}

async function start(deps: CliDeps, options: StartOptions): Promise<void> {
  await using context = await openToTeach(deps);
  const botId = await pickBot(deps, context, options.bot);
  await teachNow(deps, context, { botId, settings: settingsOf(options), follow: options.follow });
}

/** Starts a run, and does its work here unless a server does it. */
export async function teachNow(
  deps: CliDeps,
  context: CliContext,
  { botId, settings, follow }: { botId: string; settings: RunSettingsBody; follow?: boolean | undefined },
): Promise<void> {
  const run = await startRun(context.teaching, { actor: ACTOR, botId, settings });
  deps.output.stderr(`Run ${run.id} teaches the bot "${botId}".\n`);
  await workOrFollow(deps, context, run, { follow: follow ?? false });
}

async function resume(deps: CliDeps, runId: string | undefined, options: StatusOptions): Promise<void> {
  await using context = await openToTeach(deps);
  const { id } = await pickRun(context, runId, options);
  const run = await resumeRun(context, { actor: ACTOR, runId: id });
  await workOrFollow(deps, context, run, options);
}

async function workOrFollow(
  deps: CliDeps,
  context: CliContext,
  run: Run,
  { follow }: { follow?: boolean },
): Promise<void> {
  if (await isWorkerPresent(context.teaching)) {
    deps.output.stderr('The running server does the work.\n');
    if (!follow) return deps.output.stdout(`${run.id}\n`);
    await followRun(deps, context, run.id);
    return tellResult(deps, await getRun(context, { runId: run.id }));
  }
  tellResult(deps, await workRunHere(deps, context, run.id));
}

function tellResult(deps: CliDeps, run: Run): void {
  requireDone(run);
  for (const note of run.notes) deps.output.stdout(`${note}\n`);
  deps.output.stdout(`version ${run.versionId}\n`);
  deps.output.stderr(`Serve it with: foyer publish ${run.versionId}\n`);
}

async function status(deps: CliDeps, runId: string | undefined, options: StatusOptions): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const { id } = await pickRun(context, runId, options);
  if (options.follow) await followRun(deps, context, id);
  const run = await getRun(context, { runId: id });
  if (options.json) return deps.output.stdout(`${JSON.stringify(run, null, 2)}\n`);
  deps.output.stdout(`${run.id}  ${runLine(run)}\n`);
  for (const note of run.notes) deps.output.stdout(`${note}\n`);
  if (run.error) deps.output.stdout(`${run.error.message}\n`);
  if (run.versionId) deps.output.stdout(`version ${run.versionId}\n`);
}

async function pause(deps: CliDeps, runId: string | undefined, options: BotOption): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const { id } = await pickRun(context, runId, options);
  const run = await pauseRun(context, { actor: ACTOR, runId: id });
  deps.output.stdout(`${run.id}  ${runLine(run)}\n`);
}

async function cancel(deps: CliDeps, runId: string | undefined, options: BotOption): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const { id } = await pickRun(context, runId, options);
  const run = await cancelRun(context.teaching, { actor: ACTOR, runId: id });
  deps.output.stdout(`${run.id}  ${runLine(run)}\n`);
}

async function list(deps: CliDeps, { bot }: BotOption): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const runs = await listRuns(context, bot === undefined ? {} : { botId: bot });
  const rows = runs.map((run) => [
    run.id,
    run.botId,
    run.state,
    new Date(run.createdAt).toISOString().slice(0, 16).replace('T', ' '),
    run.versionId ?? '-',
  ]);
  deps.output.stdout(table([['run', 'bot', 'state', 'started (UTC)', 'version'], ...rows]));
}

/** With the models that teaching needs. */
export async function openToTeach(deps: CliDeps): Promise<CliContext> {
  const config = quietConfig(deps);
  await ensureModels(deps, config);
  return deps.openContext(config);
}

/** The run named, else the one at work, else the newest. @throws AppError `not_found` */
async function pickRun(context: CliContext, runId: string | undefined, { bot }: BotOption): Promise<Run> {
  if (runId !== undefined) return getRun(context, { runId });
  const runs = await listRuns(context, bot === undefined ? {} : { botId: bot });
  const run = runs.find(({ state }) => !isAtRest(state)) ?? runs[0];
  if (run) return run;
  throw new AppError('not_found', 'There is no run yet. Start one with: foyer teach start');
}

function settingsOf(options: Settings): RunSettingsBody {
  const names = runSettingsSchema.keyof().options;
  const asked = Object.fromEntries(names.map((name) => [name, options[name]]));
  const parsed = runSettingsSchema.safeParse(asked);
  if (parsed.success) return parsed.data;
  throw new AppError('bad_request', `A run cannot be started so. ${problemsOf(parsed.error)}.`);
}
