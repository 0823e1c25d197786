import { readFile, writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import {
  exportTestQuestions,
  importTestQuestions,
  TEST_FORMATS,
  type TestFormat,
} from '../../tuning/index.ts';
import { botToFill } from '../bot-to-fill.ts';
import { listFiles } from '../list-files.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import { showImport } from '../show-import.ts';
import type { CliDeps } from '../types.ts';

type ImportOptions = { bot?: string; format?: TestFormat; keepGoing?: boolean };
type ExportOptions = { bot?: string; split?: 'dev' | 'heldout'; out?: string };

const IMPORT_HELP = `
Reads the questions of foyer eval, one JSON object a line, or CSV with the column question and, where there are such,
id,kind,reference,must_include,gold_ids,answerable,must_pass,split (a | between the entries of a cell). A test is known by
its id: importing it again changes it. A file called must-pass holds tests that must pass.

Example:
  $ foyer tests import knowledge/larch-and-loft/tests --bot larch-and-loft`;

export function addTestCommands(program: Command, deps: CliDeps): void {
  const tests = program.command('tests').description('questions a bot is measured with, and never taught');
  tests
    .command('import <paths...>')
    .description('bring test questions in from files and folders')
    .option('-b, --bot <id>', 'which bot; made where there is none of this id')
    .addOption(
      new Option('-f, --format <name>', 'instead of telling it by the name').choices([...TEST_FORMATS]),
    )
    .option('--keep-going', 'keep what is right in a file with mistakes')
    .addHelpText('after', IMPORT_HELP)
    .action((paths: string[], options: ImportOptions) => importAll(deps, paths, options));
  tests
    .command('export')
    .description('write test questions as foyer eval reads them')
    .option('-b, --bot <id>', 'which bot, where there are several')
    .addOption(new Option('--split <half>', 'only this half').choices(['dev', 'heldout']))
    .option('-o, --out <file>', 'instead of standard output')
    .addHelpText('after', '\nExample:\n  $ foyer tests export --split heldout --out heldout.jsonl')
    .action((options: ExportOptions) => exportAll(deps, options));
}

async function importAll(deps: CliDeps, paths: readonly string[], options: ImportOptions): Promise<void> {
  const found = await listFiles(paths);
  const files = await Promise.all(
    found.map(async ({ path, name }) => ({ name, bytes: await readFile(path) })),
  );
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await botToFill(deps, context, options.bot);
  const { format, keepGoing = false } = options;
  const input = { actor: 'system:cli', botId, files, skipInvalid: keepGoing, ...(format && { format }) };
  showImport(deps.output, await importTestQuestions(context, input));
}

async function exportAll(deps: CliDeps, { bot, split, out }: ExportOptions): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const text = await exportTestQuestions(context, { botId, ...(split && { split }) });
  if (out === undefined) deps.output.stdout(text);
  else await writeFile(out, text);
}
