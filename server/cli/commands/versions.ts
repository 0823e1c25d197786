import type { Command } from 'commander';
import {
  findCurrentRelease,
  getDataCard,
  getJudgedVersion,
  getModelCard,
  type JudgedVersion,
  listJudgedVersions,
  listReleases,
  onTests,
  partsInWords,
  publish,
  type Release,
  removeVersion,
  retireVersion,
  rollback,
} from '../../tuning/index.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import { table } from '../text.ts';
import type { CliDeps } from '../types.ts';

const ACTOR = 'system:cli';

type BotOption = { bot?: string };
type ShowOptions = BotOption & { json?: boolean; data?: boolean };
type PublishOptions = BotOption & { note?: string; override?: string };
type RemoveOptions = BotOption & { retire?: string };
type RollbackOptions = BotOption & { to?: string; note?: string };

export function addVersionCommands(program: Command, deps: CliDeps): void {
  const versions = program.command('versions').description('model versions of a bot, and what serves it');
  withBot(versions.command('list'))
    .description('all versions, newest first')
    .addHelpText('after', '\nExample:\n  $ foyer versions list --bot larch-and-loft')
    .action((options: BotOption) => list(deps, options));
  withBot(versions.command('show <version>'))
    .description('its model card')
    .option('--data', 'its data card instead')
    .option('--json', 'its record instead')
    .addHelpText('after', '\nExample:\n  $ foyer versions show ver_0123456789abcdef > card.md')
    .action((version: string, options: ShowOptions) => show(deps, version, options));
  withBot(versions.command('releases'))
    .description('what served the bot since when, newest first')
    .addHelpText('after', '\nExample:\n  $ foyer versions releases')
    .action((options: BotOption) => releases(deps, options));
  withBot(versions.command('remove <version>'))
    .description('delete a retired version, with its adapter and files')
    .option('--retire <reason>', 'retire it first, and say why')
    .addHelpText('after', '\nExample:\n  $ foyer versions remove ver_0123456789abcdef')
    .action((version: string, options: RemoveOptions) => remove(deps, version, options));
  withBot(program.command('publish <version>'))
    .description('let a version answer; a running server follows with its next answer')
    .option('--note <text>', 'for those who read the list of releases')
    .option('--override <reason>', 'publish although the gate did not find it better, and say why')
    .addHelpText('after', '\nExample:\n  $ foyer publish ver_0123456789abcdef --note "spring lessons"')
    .action((version: string, options: PublishOptions) => publishIt(deps, version, options));
  withBot(program.command('rollback'))
    .description(
      'bring version and settings of an earlier release back; documents, approved answers and words stay as they are',
    )
    .option('--to <release>', 'which one; the one before the current one when left out')
    .option('--note <text>', 'for those who read the list of releases')
    .addHelpText('after', '\nExample:\n  $ foyer rollback --bot larch-and-loft')
    .action((options: RollbackOptions) => rollBack(deps, options));
}

function withBot(command: Command): Command {
  return command.option('-b, --bot <id>', 'which bot, where there are several');
}

async function list(deps: CliDeps, { bot }: BotOption): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const current = await findCurrentRelease(context, { botId });
  const rows = (await listJudgedVersions(context, { botId })).map((version) => [
    version.id,
    version.id === current?.versionId ? 'serves' : version.state,
    version.base.id,
    version.heldOutLoss?.toFixed(3) ?? '-',
    verdictText(version.gate),
    dateText(version.createdAt),
    version.author,
  ]);
  deps.output.stdout(
    table([['version', 'state', 'base', 'held-out loss', 'gate', 'made (UTC)', 'by'], ...rows]),
  );
}

async function show(deps: CliDeps, versionId: string, { bot, json, data }: ShowOptions): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const id = { botId: await pickBot(deps, context, bot), versionId };
  if (json) return deps.output.stdout(`${JSON.stringify(await getJudgedVersion(context, id), null, 2)}\n`);
  deps.output.stdout(data ? await getDataCard(context, id) : await getModelCard(context, id));
}

async function releases(deps: CliDeps, { bot }: BotOption): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const rows = (await listReleases(context, { botId })).map((release) => [
    release.id,
    String(release.number),
    release.versionId ?? 'base model',
    dateText(release.createdAt),
    release.actor,
    verdictText(release.gate),
    release.overrideReason === null
      ? release.note
      : `${release.note} (against the gate: ${release.overrideReason})`,
  ]);
  deps.output.stdout(table([['release', 'number', 'version', 'since (UTC)', 'by', 'gate', 'note'], ...rows]));
}

async function remove(deps: CliDeps, versionId: string, { bot, retire }: RemoveOptions): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const id = { actor: ACTOR, botId: await pickBot(deps, context, bot), versionId };
  if (retire !== undefined) await retireVersion(context, { ...id, reason: retire });
  await removeVersion(context.versions, id);
  deps.output.stderr('Removed.\n');
}

async function publishIt(
  deps: CliDeps,
  versionId: string,
  { bot, note, override }: PublishOptions,
): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const input = {
    actor: ACTOR,
    botId,
    versionId,
    ...(note !== undefined && { note }),
    ...(override !== undefined && { override: { reason: override } }),
  };
  tell(deps, await publish(context.versions, input, deps.signal));
}

async function rollBack(deps: CliDeps, { bot, to, note }: RollbackOptions): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const input = { actor: ACTOR, botId, ...(to !== undefined && { to }), ...(note !== undefined && { note }) };
  tell(deps, await rollback(context.versions, input, deps.signal));
}

function tell(deps: CliDeps, { id, number, versionId, botId, ...release }: Release): void {
  deps.output.stdout(`${id}\n`);
  const what = versionId === null ? 'The base model' : `Version ${versionId}`;
  deps.output.stderr(`${what} answers for the bot "${botId}" now (release ${number}).\n`);
  const { gate, overrideReason, restores } = release;
  if (restores === null && versionId !== null) {
    const basis = gate === null ? 'no comparison' : `${gate.comparisonId}: ${verdictText(gate)}`;
    const against = overrideReason === null ? '' : `; published all the same: ${overrideReason}`;
    deps.output.stderr(`It rests on ${basis}${against}.\n`);
  }
  for (const sentence of notBroughtBack(release.notBroughtBack)) deps.output.stderr(`${sentence}\n`);
}

function notBroughtBack(differs: Release['notBroughtBack']): string[] {
  if (differs === null) return [];
  const { added, changed, removed } = differs.documents;
  return [
    ...(added + changed + removed > 0
      ? [`Documents stay as they are: since then ${added} came, ${changed} changed and ${removed} went.`]
      : []),
    ...toldOf(differs.audiences, AUDIENCES),
    ...toldOf(differs.approvedAnswers, APPROVED_ANSWERS),
    ...toldOf(differs.words, WORDS),
  ];
}

type Told = { changed: string; unknown: string };

const AUDIENCES: Told = {
  changed: 'Who may be told what a document says stays as it is, and is not as it was then.',
  unknown: 'Who may be told what a document says stays as it is; it was not noted how it was then.',
};
const APPROVED_ANSWERS: Told = {
  changed: 'Approved answers stay as they are, and are not those of then.',
  unknown: 'Approved answers stay as they are; it was not noted what they were then.',
};
const WORDS: Told = {
  changed: 'What customers call things stays as it is, and is not what it was then.',
  unknown: 'What customers call things stays as it is; it was not noted what it was then.',
};

function toldOf(differs: boolean | null, { changed, unknown }: Told): string[] {
  if (differs === null) return [unknown];
  return differs ? [changed] : [];
}

function verdictText(gate: JudgedVersion['gate']): string {
  if (gate === null) return 'not compared';
  const on = gate.changedSince.length > 0 ? ` (changed since: ${partsInWords(gate.changedSince)})` : '';
  return `${gate.verdict.replaceAll('-', ' ')} ${onTests(gate.split, gate.questions)}${on}`;
}

function dateText(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
