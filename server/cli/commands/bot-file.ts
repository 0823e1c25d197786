import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { AppError } from '../../base/index.ts';
import { exportBot } from '../../whole-bots/index.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import type { CliDeps } from '../types.ts';

const ACTOR = 'system:cli';

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
