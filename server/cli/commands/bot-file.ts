import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { AppError } from '../../base/index.ts';
import type { ImportStep } from '../../contract/index.ts';
import { exportBot, importBot } from '../../whole-bots/index.ts';
import { ensureModel } from '../ensure-models.ts';
import { pickBot } from '../pick-bot.ts';
import { createProgressLine } from '../progress-line.ts';
import { quietConfig } from '../quiet-config.ts';
import type { CliDeps } from '../types.ts';

const ACTOR = 'system:cli';

type ImportOptions = { name?: string; withoutModel?: boolean };
type ExportOptions = { bot?: string; out: string; withoutModel?: boolean };

export function addExportBotCommand(out: Command, deps: CliDeps): void {
  out
    .command('bot')
    .description('a whole bot as one file: settings, documents, answers, lessons, tests, published version')
    .option('-b, --bot <id>', 'which bot, where there are several')
    .requiredOption('--out <file>', 'file to make, for instance shop.foyer-bot.zip')
    .option('--without-model', 'leave out what the bot was taught')
    .addHelpText(
      'after',
      '\nConversations, accounts, keys and secrets are never in it; docs/bot-file.md describes what is.' +
        '\n\nExample:\n  $ foyer export bot --bot larch-and-loft --out larch-and-loft.foyer-bot.zip',
    )
    .action((options: ExportOptions) => exportTheBot(deps, options));
}

export function addImportBotCommand(into: Command, deps: CliDeps): void {
  into
    .command('bot <file>')
    .description('a bot that was exported as a file, as a new bot')
    .option('--name <name>', 'instead of the name in the file')
    .option('--without-model', 'leave out what it was taught; the base model answers')
    .addHelpText(
      'after',
      '\nExample:\n  $ foyer import bot larch-and-loft.foyer-bot.zip --name "Larch & Loft, test"',
    )
    .action((file: string, options: ImportOptions) => importTheBot(deps, file, options));
}

async function exportTheBot(deps: CliDeps, { bot, out, withoutModel = false }: ExportOptions): Promise<void> {
  const path = resolve(out);
  if (existsSync(path)) {
    throw new AppError('conflict', `There is a file ${path} already; name one that does not exist yet.`);
  }
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, bot);
  const { chunks } = await exportBot(context, { actor: ACTOR, botId, withoutModel });
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    const target = createWriteStream(unfinished, { mode: 0o600, flush: true });
    await pipeline(chunks, target, { signal: deps.signal });
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  deps.output.stdout(`${path}\n`);
}

const STEPS: Record<ImportStep, string> = {
  checking: 'Checking the file',
  model: 'Merging what it was taught',
  writing: 'Writing the bot',
  preparing: 'Preparing documents',
};

async function importTheBot(deps: CliDeps, file: string, options: ImportOptions): Promise<void> {
  const config = quietConfig(deps);
  const path = resolve(file);
  if (!existsSync(path)) throw new AppError('not_found', `There is no file ${path}.`);
  await ensureModel(deps, config, config.models.embedder);
  await using context = await deps.openContext(config);
  const line = createProgressLine(deps.output);
  const bot = await importBot(
    context,
    {
      actor: ACTOR,
      path,
      ...options,
      onProgress: ({ step, done, total }) => line.show({ label: STEPS[step], done, total }),
    },
    deps.signal,
  ).finally(line.end);
  deps.output.stderr(`Made the bot "${bot.name}".\n`);
  deps.output.stdout(`${bot.id}\n`);
}
