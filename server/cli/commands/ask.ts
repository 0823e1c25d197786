import type { Command } from 'commander';
import { askBot, askBotToEnd } from '../../chat/index.ts';
import type { Source } from '../../contract/index.ts';
import { ensureModels } from '../ensure-models.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import type { CliContext, CliDeps } from '../types.ts';

type Options = { bot?: string; json?: boolean };

export function addAskCommand(program: Command, deps: CliDeps): void {
  program
    .command('ask <question>')
    .description('ask a bot one question; prints the answer as it comes, then its sources')
    .option('-b, --bot <id>', 'which bot, where there are several')
    .option('--json', 'print the answer with its passport as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ foyer ask "Can I send back boots I wore outside?"\n  $ foyer ask "Where are your stores?" --bot larch-and-loft --json',
    )
    .action((question: string, options: Options) => ask(deps, question, options));
}

async function ask(deps: CliDeps, question: string, options: Options): Promise<void> {
  const config = quietConfig(deps);
  await ensureModels(deps, config);
  await using context = await deps.openContext(config);
  const warmed = warmUp(context);
  const botId = await pickBot(deps, context, options.bot);
  if (options.json) await printJson(deps, context, { botId, question });
  else await printAnswer(deps, context, { botId, question });
  await warmed;
}

/** Starts both model processes side by side; what goes wrong there is told by the question itself. */
async function warmUp({ embedder, generator }: CliContext): Promise<void> {
  await Promise.allSettled([embedder.embed(['Hello']), generator.countTokens([])]);
}

async function printAnswer(
  { output, signal }: CliDeps,
  context: CliContext,
  input: { botId: string; question: string },
): Promise<void> {
  let sources: Source[] = [];
  for await (const event of askBot(context, input, signal)) {
    if (event.type === 'sources') sources = event.sources;
    if (event.type === 'text') output.stdout(event.delta);
  }
  output.stdout('\n');
  if (sources.length > 0) output.stdout('\nSources\n');
  for (const source of sources) {
    output.stdout(
      `  [${source.number}] ${source.titlePath.join(' › ')}${source.url ? `  ${source.url}` : ''}\n`,
    );
  }
}

async function printJson(
  { output, signal }: CliDeps,
  context: CliContext,
  input: { botId: string; question: string },
): Promise<void> {
  const reply = await askBotToEnd(context, input, signal);
  output.stdout(`${JSON.stringify(reply, null, 2)}\n`);
}
