import type { Command } from 'commander';
import { AppError } from '../../base/index.ts';
import { type Derived, type ErasureTarget, eraseDerived, findDerived } from '../../tuning/index.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import type { CliDeps } from '../types.ts';

const ACTOR = 'system:cli';
const KINDS = ['document', 'lesson', 'person'] as const satisfies readonly ErasureTarget['kind'][];

type Options = Partial<Record<ErasureTarget['kind'], string>> & { bot?: string; dryRun?: boolean };

export function addEraseCommand(program: Command, deps: CliDeps): void {
  program
    .command('erase')
    .description('retire all that was taught from a document, a lesson or a person')
    .option('--document <name>', 'a document, by its name')
    .option('--lesson <id>', 'a lesson')
    .option('--person <name>', 'who wrote lessons; or a visitor, by the id of a conversation')
    .option('-b, --bot <id>', 'which bot, where there are several')
    .option('--dry-run', 'only list what rests on it')
    .addHelpText(
      'after',
      '\nThe document itself is deleted with the console or the API; runs started afterwards learn without what was erased.' +
        '\n\nExample:\n  $ foyer erase --document returns.md --dry-run',
    )
    .action((options: Options) => erase(deps, options));
}

async function erase(deps: CliDeps, options: Options): Promise<void> {
  const target = targetOf(options);
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, options.bot);
  const input = { actor: ACTOR, botId, target };
  tell(deps, await (options.dryRun ? findDerived(context, input) : eraseDerived(context, input)));
  deps.output.stderr(options.dryRun ? 'Nothing was changed.\n' : 'Retired.\n');
}

/** @throws AppError `bad_request` unless exactly one was named */
function targetOf(options: Options): ErasureTarget {
  const [target, second] = KINDS.flatMap((kind): ErasureTarget[] => {
    const name = options[kind];
    return name === undefined ? [] : [{ kind, name }];
  });
  if (target && !second) return target;
  throw new AppError('bad_request', 'Name one of --document, --lesson and --person.');
}

function tell(deps: CliDeps, { lessons, corrections, dataSets, versions, advice }: Derived): void {
  for (const { id, question } of lessons) deps.output.stdout(`lesson  ${id}  ${question}\n`);
  for (const id of corrections) deps.output.stdout(`correction  ${id}\n`);
  for (const { id, positions } of dataSets)
    deps.output.stdout(`data set  ${id}  ${positions.length} examples\n`);
  for (const { id, state, serves } of versions)
    deps.output.stdout(`version  ${id}  ${serves ? 'serves' : state}\n`);
  for (const sentence of advice) deps.output.stderr(`${sentence}\n`);
}
