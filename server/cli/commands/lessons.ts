import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { AppError, ignoreMissing } from '../../base/index.ts';
import {
  allLessons,
  approveLesson,
  checkLessons,
  exportLessons,
  importLessons,
  LESSON_FORMATS,
  LESSON_STATES,
  type LessonExport,
  type LessonFormat,
  lessonFilesOf,
  listLessons,
  type NamedBytes,
  writeZip,
} from '../../tuning/index.ts';
import { botToFill } from '../bot-to-fill.ts';
import { type FoundFile, listFiles } from '../list-files.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import { showImport } from '../show-import.ts';
import { table } from '../text.ts';
import type { CliDeps } from '../types.ts';

const ACTOR = 'system:cli';

type BotOption = { bot?: string };
type State = (typeof LESSON_STATES)[number];
type ImportOptions = BotOption & { format?: LessonFormat; approve?: boolean; keepGoing?: boolean };
type ExportOptions = BotOption & { format: LessonFormat; out?: string; state?: State };
type ListOptions = BotOption & { state?: State; text?: string; limit: number; json?: boolean };

const IMPORT_HELP = `
Reads InstructLab's qna.yaml (version 3), CSV with the columns question,answer and OpenAI chat JSONL; whole folders and
.zip too. All of a file is kept or nothing of it. Personal data is taken out, but what stands in the bot's documents is
public: add those first (foyer ingest).

Examples:
  $ foyer lessons import knowledge/larch-and-loft/taxonomy --bot larch-and-loft --approve
  $ foyer lessons import answers.csv chats.jsonl --keep-going`;

export function addLessonCommands(program: Command, deps: CliDeps): void {
  const lessons = program.command('lessons').description('what a bot is taught');
  lessons
    .command('import <paths...>')
    .description('bring lessons in from files and folders')
    .option('-b, --bot <id>', 'which bot; made where there is none of this id')
    .addOption(formatOption('instead of telling it by the name'))
    .option('--approve', 'approve them at once; else they wait as drafts')
    .option('--keep-going', 'keep what is right in a file with mistakes')
    .addHelpText('after', IMPORT_HELP)
    .action((paths: string[], options: ImportOptions) => importAll(deps, paths, options));
  addBot(lessons.command('export'))
    .description('write lessons to files that import reads')
    .addOption(formatOption('of the files').default('jsonl'))
    .addOption(stateOption())
    .option('-o, --out <path>', 'a file; for qna a folder or a .zip')
    .addHelpText(
      'after',
      '\nExamples:\n  $ foyer lessons export --format qna --out taxonomy\n  $ foyer lessons export --format csv --state approved > lessons.csv',
    )
    .action((options: ExportOptions) => exportAll(deps, options));
  addBot(lessons.command('list'))
    .description('the newest lessons')
    .addOption(stateOption())
    .option('--text <words>', 'that hold these words')
    .option('--limit <count>', 'at most so many', countOf, 20)
    .option('--json', 'with all their fields, as JSON')
    .addHelpText('after', '\nExample:\n  $ foyer lessons list --state draft --text delivery')
    .action((options: ListOptions) => list(deps, options));
  addBot(lessons.command('approve [ids...]'))
    .description('approve drafts, so that they are taught')
    .option('--all', 'every draft there is')
    .addHelpText(
      'after',
      '\nExamples:\n  $ foyer lessons approve lesson_0123456789\n  $ foyer lessons approve --all',
    )
    .action((ids: string[], options: BotOption & { all?: boolean }) => approve(deps, ids, options));
  addBot(lessons.command('check'))
    .description('what would make them a bad set: contradictions, too few, another language, too long')
    .addOption(stateOption())
    .addHelpText(
      'after',
      '\nFails when there is a finding.\n\nExample:\n  $ foyer lessons check --state approved',
    )
    .action((options: BotOption & { state?: State }) => check(deps, options));
}

function addBot(command: Command): Command {
  return command.option('-b, --bot <id>', 'which bot, where there are several');
}

function formatOption(description: string): Option {
  return new Option('-f, --format <name>', description).choices([...LESSON_FORMATS]);
}

function stateOption(): Option {
  return new Option('--state <state>', 'only such lessons').choices([...LESSON_STATES]);
}

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('It must be a whole number above 0.');
}

async function importAll(deps: CliDeps, paths: readonly string[], options: ImportOptions): Promise<void> {
  const listed = await listFiles(paths);
  const found = await Promise.all(listed.map(withAttribution));
  const files = await lessonFilesOf(found.flat(), options.format);
  if (files.length === 0) {
    throw new AppError(
      'not_found',
      `There is no file of lessons in ${paths.join(', ')}: they end in .csv, .jsonl or .yaml, or --format says what they are.`,
    );
  }
  const taken = new Set(files.map(({ name }) => name));
  for (const { path, name } of listed) {
    if (paths.includes(path) && !taken.has(name) && !/^attribution\.txt$|\.zip$/i.test(name))
      deps.output.stderr(`Passed over ${path}: its name does not tell its format; --format does.\n`);
  }
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await botToFill(deps, context, options.bot);
  const { format, approve = false, keepGoing = false } = options;
  const input = { actor: ACTOR, botId, files, approve, skipInvalid: keepGoing, ...(format && { format }) };
  const report = await importLessons(context, input);
  showImport(deps.output, report);
  if (report.added > 0 && !approve) {
    deps.output.stderr('They are drafts. "foyer lessons approve --all" lets them be taught.\n');
  }
}

/** A file on its own still has its neighbour, which says whose it is. */
async function withAttribution({ path, name }: FoundFile): Promise<NamedBytes[]> {
  const file = { name, bytes: await readFile(path) };
  if (name !== basename(path) || !/\.ya?ml$/i.test(name)) return [file];
  const bytes = await readFile(join(dirname(path), 'attribution.txt')).catch(ignoreMissing);
  return bytes === undefined ? [file] : [file, { name: 'attribution.txt', bytes }];
}

async function exportAll(deps: CliDeps, { format, out, state, bot }: ExportOptions): Promise<void> {
  if (format === 'qna' && out === undefined) {
    throw new AppError('bad_request', 'A taxonomy is many files: name a folder or a .zip with --out.');
  }
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const made = await exportLessons(context, { botId, format, ...(state && { state }) });
  if (out === undefined) deps.output.stdout(made.files[0]?.text ?? '');
  else await writeExport(out, format, made);
  for (const note of made.notes) deps.output.stderr(`${note}\n`);
  for (const { lessonId, reason } of made.leftOut) deps.output.stderr(`Left out ${lessonId}: ${reason}.\n`);
  deps.output.stderr(`${made.lessons - made.leftOut.length} of ${made.lessons} lessons written.\n`);
}

async function writeExport(out: string, format: LessonFormat, { files }: LessonExport): Promise<void> {
  if (format !== 'qna') return writeFile(out, files[0]?.text ?? '');
  if (out.endsWith('.zip')) return writeFile(out, writeZip(files));
  if ((await stat(out).catch(ignoreMissing))?.isFile()) {
    throw new AppError('bad_request', `${out} is a file; a taxonomy is written into a folder.`);
  }
  for (const { path, text } of files) {
    const target = join(out, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

async function list(deps: CliDeps, { bot, state, text, limit, json }: ListOptions): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const page = await listLessons(context, { botId, limit, ...(state && { state }), ...(text && { text }) });
  if (json) return deps.output.stdout(`${JSON.stringify(page, null, 2)}\n`);
  const rows = page.lessons.map(({ id, state, source, question }) => [id, state, source, oneLine(question)]);
  deps.output.stdout(table([['id', 'state', 'source', 'question'], ...rows]));
  deps.output.stderr(`${page.lessons.length} of ${page.total} lessons.\n`);
}

async function approve(
  deps: CliDeps,
  ids: readonly string[],
  options: BotOption & { all?: boolean },
): Promise<void> {
  if (ids.length === 0 && !options.all) {
    throw new AppError('bad_request', 'Name the lessons to approve, or add --all.');
  }
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, options.bot);
  const drafts = options.all ? await allLessons(context, { botId, state: 'draft' }) : [];
  const chosen = [...ids, ...drafts.map(({ id }) => id)];
  for (const lessonId of chosen) await approveLesson(context, { actor: ACTOR, botId, lessonId });
  deps.output.stdout(`${chosen.length} approved\n`);
}

async function check(deps: CliDeps, { bot, state }: BotOption & { state?: State }): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const { lessons, findings } = await checkLessons(context, { botId, ...(state && { state }) });
  for (const { message, lessonIds } of findings) {
    deps.output.stdout(`${message}\n`);
    if (lessonIds.length > 0) deps.output.stdout(`  ${lessonIds.join(', ')}\n`);
  }
  deps.output.stdout(
    `${lessons} lessons, ${findings.length === 0 ? 'nothing to mend' : `${findings.length} to look at`}\n`,
  );
  if (findings.length > 0) throw new AppError('bad_request', 'These lessons need a look before a run.');
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= 70 ? line : `${line.slice(0, 69)}…`;
}
