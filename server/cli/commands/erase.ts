import type { Command } from 'commander';
import { AppError } from '../../base/index.ts';
import { listDocuments } from '../../knowledge/index.ts';
import { type Derived, type ErasureTarget, eraseDerived, findDerived } from '../../tuning/index.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import type { CliContext, CliDeps } from '../types.ts';
import { openToTeach, teachNow } from './teach.ts';

const ACTOR = 'system:cli';
const KINDS = ['document', 'lesson', 'person'] as const satisfies readonly ErasureTarget['kind'][];

type Options = Partial<Record<ErasureTarget['kind'], string>> & {
  bot?: string;
  dryRun?: boolean;
  deleteDocument?: boolean;
  teach?: boolean;
};

export function addEraseCommand(program: Command, deps: CliDeps): void {
  program
    .command('erase')
    .description('take the words of a document, a lesson or a person out of all that was taught')
    .option('--document <name>', 'a document, by its name')
    .option('--lesson <id>', 'a lesson')
    .option('--person <name>', 'who wrote lessons; or a visitor, by the id of a conversation')
    .option('-b, --bot <id>', 'which bot, where there are several')
    .option('--dry-run', 'only list what rests on it')
    .option('--delete-document', 'delete the document as well, so that nothing learns from it again')
    .option('--teach', 'then teach again without it, as "foyer teach start" does')
    .addHelpText('after', HELP)
    .action((options: Options) => erase(deps, options));
}

const HELP = `
Lessons, corrections and examples keep their hashes alone; versions that learned from them are retired, and deleted with
"foyer versions remove".

Examples:
  $ foyer erase --document returns.md --dry-run
  $ foyer erase --document returns.md --delete-document --teach
  $ foyer erase --person "Jo Miller"`;

async function erase(deps: CliDeps, options: Options): Promise<void> {
  const target = targetOf(options);
  const { dryRun = false, deleteDocument = false, teach = false } = options;
  if (dryRun && teach) throw new AppError('bad_request', 'Leave out one of --dry-run and --teach.');
  await using context = teach ? await openToTeach(deps) : await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, options.bot);
  if (teach && !deleteDocument) await requireGone(context, { botId, target });
  const input = { actor: ACTOR, botId, target, deleteDocument };
  const erasing = { ...context, ...context.versions };
  tell(deps, await (dryRun ? findDerived(context, input) : eraseDerived(erasing, input)));
  deps.output.stderr(dryRun ? 'Nothing was changed.\n' : 'Erased.\n');
  if (teach) await teachNow(deps, context, { botId, settings: {} });
}

/** @throws AppError `conflict` where teaching would learn from the document once more */
async function requireGone(
  context: CliContext,
  { botId, target }: { botId: string; target: ErasureTarget },
): Promise<void> {
  if (target.kind !== 'document') return;
  const documents = await listDocuments(context, { botId });
  if (!documents.some(({ name, enabled }) => name === target.name && enabled)) return;
  throw new AppError(
    'conflict',
    `The document "${target.name}" is still there, so teaching would learn from it again. Add --delete-document.`,
  );
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

function tell(deps: CliDeps, { lessons, corrections, dataSets, versions, runs, advice }: Derived): void {
  for (const { id, question } of lessons) deps.output.stdout(`lesson  ${id}  ${question}\n`);
  for (const id of corrections) deps.output.stdout(`correction  ${id}\n`);
  for (const { id, positions } of dataSets)
    deps.output.stdout(`data set  ${id}  ${positions.length} examples\n`);
  for (const { id, state, serves } of versions)
    deps.output.stdout(`version  ${id}  ${serves ? 'serves' : state}\n`);
  for (const id of runs) deps.output.stdout(`run  ${id}\n`);
  for (const sentence of advice) deps.output.stderr(`${sentence}\n`);
}
