import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { AppError, type Complaint } from '../../base/index.ts';
import {
  createOwnWord,
  decodeText,
  deleteOwnWord,
  type ImportedOwnWords,
  importOwnWords,
  type JudgedWord,
  judgeOwnWord,
  judgeOwnWords,
  listOwnWords,
  WORD_FORMATS,
  type WordFormat,
  writeOwnWords,
} from '../../knowledge/index.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import { showImport } from '../show-import.ts';
import { table } from '../text.ts';
import type { CliDeps } from '../types.ts';

const ACTOR = 'system:cli';

type BotOption = { bot?: string };
type ImportedFile = Omit<ImportedOwnWords, 'refused'> & {
  file: string;
  kept: boolean;
  refused: number;
  complaints: Complaint[];
};
type ExportOptions = BotOption & { format: WordFormat; out?: string };

export function addWordCommands(program: Command, deps: CliDeps): void {
  const words = program
    .command('words')
    .description('what customers call things that the pages call otherwise');
  addBot(words.command('list'))
    .description('all entries, by what customers say')
    .option('--json', 'with all their fields, as JSON')
    .addHelpText('after', '\nExample:\n  $ foyer words list --bot larch-and-loft')
    .action((options: BotOption & { json?: boolean }) => list(deps, options));
  addBot(words.command('add <customers-say> <pages-say...>'))
    .description('what customers say, and the words or phrases of the pages for it')
    .option('--note <text>', 'why it is there')
    .addHelpText('after', '\nExample:\n  $ foyer words add "the Flexi" "annual membership" "monthly plan"')
    .action((customersSay: string, pagesSay: string[], options: BotOption & { note?: string }) =>
      add(deps, { customersSay, pagesSay }, options),
    );
  addBot(words.command('remove <customers-say...>'))
    .description('delete entries, named by what customers say or by id')
    .addHelpText('after', '\nExample:\n  $ foyer words remove "the Flexi"')
    .action((names: string[], options: BotOption) => remove(deps, names, options));
  addBot(words.command('import <files...>'))
    .description('add the rows of CSV or TSV files')
    .addHelpText(
      'after',
      '\nThe first line names the columns: customers say,pages say,note. Commas part several words of the pages.\n\nExample:\n  $ foyer words import words.csv',
    )
    .action((files: string[], options: BotOption) => importAll(deps, files, options));
  addBot(words.command('export'))
    .description('write a table that import reads')
    .addOption(new Option('-f, --format <name>', 'of the table').choices([...WORD_FORMATS]).default('csv'))
    .option('-o, --out <path>', 'a file; else stdout')
    .addHelpText('after', '\nExample:\n  $ foyer words export --out words.csv')
    .action((options: ExportOptions) => exportAll(deps, options));
}

function addBot(command: Command): Command {
  return command.option('-b, --bot <id>', 'which bot, where there are several');
}

async function list(deps: CliDeps, { bot, json }: BotOption & { json?: boolean }): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const words = await judgeOwnWords(context, { botId }, await listOwnWords(context, { botId }));
  if (json) return deps.output.stdout(`${JSON.stringify(words, null, 2)}\n`);
  const rows = words.map(({ id, customersSay, pagesSay, note }) => [
    id,
    customersSay,
    pagesSay.join(', '),
    note,
  ]);
  deps.output.stdout(table([['id', 'customers say', 'pages say', 'note'], ...rows]));
  for (const word of words) warn(deps, word);
}

async function add(
  deps: CliDeps,
  content: { customersSay: string; pagesSay: string[] },
  { bot, note }: BotOption & { note?: string },
): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const made = await createOwnWord(context, {
    actor: ACTOR,
    botId,
    ...content,
    ...(note !== undefined && { note }),
  });
  deps.output.stdout(`${made.id}\n`);
  warn(deps, await judgeOwnWord(context, made));
}

/** An entry that can do nothing, or not all that it says. */
function warn(deps: CliDeps, { customersSay, unsaid }: JudgedWord): void {
  if (unsaid.length === 0) return;
  const phrases = unsaid.map((phrase) => `"${phrase}"`).join(', ');
  deps.output.stderr(
    `None of the pages says ${phrases}, so it is not searched for where customers say "${customersSay}".\n`,
  );
}

async function remove(deps: CliDeps, names: readonly string[], { bot }: BotOption): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const words = await listOwnWords(context, { botId });
  const chosen = names.map((name) => {
    const wanted = name.trim().toLowerCase();
    const word = words.find(({ id, customersSay }) => id === name || customersSay.toLowerCase() === wanted);
    if (word) return word;
    throw new AppError('not_found', `There is no entry for "${name}". "foyer words list" shows all.`);
  });
  for (const { id: wordId } of chosen) await deleteOwnWord(context, { actor: ACTOR, botId, wordId });
  deps.output.stdout(`${chosen.length} removed\n`);
}

async function importAll(deps: CliDeps, paths: readonly string[], { bot }: BotOption): Promise<void> {
  const read = paths.map(async (path) => ({ file: basename(path), csv: decodeText(await readFile(path)) }));
  const tables = await Promise.all(read);
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const files: ImportedFile[] = [];
  for (const { file, csv } of tables) {
    const { refused, ...counts } = await importOwnWords(context, { actor: ACTOR, botId, csv });
    const complaints = refused.map((one) => complaintOf({ file, ...one }));
    files.push({ file, kept: true, ...counts, refused: refused.length, complaints });
  }
  const sum = (count: 'added' | 'alreadyThere' | 'refused') =>
    files.reduce((total, file) => total + file[count], 0);
  const counts = { added: sum('added'), alreadyThere: sum('alreadyThere'), refused: sum('refused') };
  showImport(deps.output, { ...counts, files });
}

/** A sentence says itself which field it is about. */
function complaintOf({ field, ...complaint }: Complaint): Complaint {
  return field === undefined || /^\p{Lu}/u.test(complaint.message) ? complaint : { ...complaint, field };
}

async function exportAll(deps: CliDeps, { bot, format, out }: ExportOptions): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const words = await listOwnWords(context, { botId });
  const text = writeOwnWords(words, format);
  if (out === undefined) deps.output.stdout(text);
  else await writeFile(out, text);
  deps.output.stderr(`${words.length} entries written.\n`);
}
