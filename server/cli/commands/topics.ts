import type { Command } from 'commander';
import { gatherTopics, listTopics } from '../../insight/index.ts';
import { ensureModel } from '../ensure-models.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import { table } from '../text.ts';
import type { CliDeps } from '../types.ts';

type Options = { bot?: string; all?: boolean };

export function addTopicCommand(program: Command, deps: CliDeps): void {
  program
    .command('topics')
    .description('what visitors asked and were not answered, sorted into topics and counted')
    .option('-b, --bot <id>', 'which bot, where there are several')
    .option('--all', 'also topics whose questions were all answered')
    .addHelpText('after', '\nExample:\n  $ foyer topics --bot larch-and-loft')
    .action((options: Options) => showTopics(deps, options));
}

async function showTopics(deps: CliDeps, { bot, all = false }: Options): Promise<void> {
  const config = quietConfig(deps);
  await ensureModel(deps, config, config.models.embedder);
  await using context = await deps.openContext(config);
  const botId = await pickBot(deps, context, bot);
  let pending = 1;
  while (pending > 0) ({ pending } = await gatherTopics(context, { botId }, deps.signal));
  const { topics } = await listTopics(context, { botId, unanswered: !all });
  const rows = topics.map(({ unanswered, asked, state, label, nearestDocuments }) => [
    String(unanswered),
    String(asked),
    state,
    label,
    nearestDocuments[0]?.title ?? '-',
  ]);
  deps.output.stdout(table([['unanswered', 'asked', 'state', 'topic', 'nearest document'], ...rows]));
}
