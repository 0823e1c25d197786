import type { Command } from 'commander';
import { replayTurn, replayVerdict } from '../../chat/index.ts';
import { ensureModels } from '../ensure-models.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import type { CliDeps } from '../types.ts';

type Options = { bot?: string; json?: boolean };

const HELP = `
Asks the question again with the weights that the answer's passport names, and compares. The id is a message's or a turn's, as
transcripts and \`foyer ask --json\` show them. Exits with 1 where something else is said, and says what is not as it was.

Example:
  $ foyer replay msg_0197f0c2 --bot larch-and-loft`;

export function addReplayCommand(program: Command, deps: CliDeps): void {
  program
    .command('replay <answer>')
    .description('give an answer again from its passport, and tell what differs')
    .option('-b, --bot <id>', 'which bot, where there are several')
    .option('--json', 'print both texts, what differs and the new passport as JSON')
    .addHelpText('after', HELP)
    .action((answer: string, options: Options) => replay(deps, answer, options));
}

async function replay(deps: CliDeps, answerId: string, options: Options): Promise<void> {
  const { output, signal } = deps;
  const config = quietConfig(deps);
  await ensureModels(deps, config);
  await using context = await deps.openContext(config);
  const botId = await pickBot(deps, context, options.bot);
  const openModel = async ({ modelId, ...bot }: { botId: string; modelId: string }, abort?: AbortSignal) =>
    (await context.comparing.findVersion({ ...bot, version: modelId })).open(abort);
  const replayed = await replayTurn({ ...context, openModel }, { botId, answerId }, signal);
  if (options.json) {
    output.stdout(`${JSON.stringify(replayed, null, 2)}\n`);
    return;
  }
  output.stdout(`${replayed.question}\n\n${replayed.now}\n\n`);
  if (!replayed.same && replayed.said !== null) output.stdout(`Then:\n\n${replayed.said}\n\n`);
  output.stdout(`${replayVerdict(replayed)}\n`);
}
