import { type Command, Option } from 'commander';
import { askAgain, getTurnInContext } from '../../chat/index.ts';
import { adviseOn, applyCorrection, listCorrections, undoCorrection } from '../../tuning/index.ts';
import { ensureModels } from '../ensure-models.ts';
import { pickBot } from '../pick-bot.ts';
import { quietConfig } from '../quiet-config.ts';
import { table } from '../text.ts';
import type { CliDeps } from '../types.ts';

const ACTOR = 'system:cli';
const ROUTES = ['fact', 'approved', 'lesson'] as const;

type Options = {
  bot?: string;
  answer: string;
  as?: (typeof ROUTES)[number];
  testQuestion?: string;
  keepPassage?: boolean;
  approve?: boolean;
  advise?: boolean;
};

const HELP = `
A fact holds from the next question on and takes the place of the passage that was wrong; an approved answer is said word for
word; a lesson is taught. Where it belongs is advised by what differs, unless --as says so. A test guards it.

Examples:
  $ foyer correct msg_0197f0c2 --answer "Standard delivery costs £5." --advise
  $ foyer correct msg_0197f0c2 --answer "Standard delivery costs £5."
  $ foyer corrections undo corr_0197f0d1`;

export function addCorrectCommands(program: Command, deps: CliDeps): void {
  program
    .command('correct <answer>')
    .description('put an answer right, by the id of its message or turn')
    .requiredOption('-a, --answer <text>', 'what the bot should have said')
    .option('-b, --bot <id>', 'which bot, where there are several')
    .addOption(new Option('--as <route>', 'instead of as advised').choices([...ROUTES]))
    .option('--test-question <text>', 'the question in other words, to test with; a lesson needs it')
    .option('--keep-passage', 'leave the passage that says otherwise where it is')
    .option('--approve', 'approve the lesson at once')
    .option('--advise', 'only say where it belongs')
    .addHelpText('after', HELP)
    .action((answer: string, options: Options) => correct(deps, answer, options));
  const corrections = program.command('corrections').description('answers that were put right');
  corrections
    .command('list')
    .description('the latest first')
    .option('-b, --bot <id>', 'which bot, where there are several')
    .action((options: Pick<Options, 'bot'>) => list(deps, options));
  corrections
    .command('undo <correction>')
    .description('take a correction back, with all that it made')
    .option('-b, --bot <id>', 'which bot, where there are several')
    .action((correctionId: string, options: Pick<Options, 'bot'>) => undo(deps, correctionId, options));
}

async function correct(deps: CliDeps, answerId: string, options: Options): Promise<void> {
  const { output, signal } = deps;
  const config = quietConfig(deps);
  await ensureModels(deps, config);
  await using context = await deps.openContext(config);
  const botId = await pickBot(deps, context, options.bot);
  const given = await getTurnInContext(context, { botId, answerId });
  const { answer, as: route, testQuestion, keepPassage, approve = false } = options;
  if (options.advise) {
    const advice = await adviseOn(context, { botId, given, answer }, signal);
    output.stdout(`${advice.route}: ${advice.reason}\n`);
    if (advice.replaces) output.stdout(`It takes the place of this passage:\n${advice.replaces.text}\n`);
    return;
  }
  const input = {
    actor: ACTOR,
    botId,
    given,
    answer,
    approve,
    ...(route && { route }),
    ...(testQuestion !== undefined && { testQuestion }),
    ...(keepPassage && { replaces: null }),
  };
  const again = (question: { botId: string; question: string }, abort?: AbortSignal) =>
    askAgain(context, question, abort);
  const { correction, advice, now } = await applyCorrection(context, input, again, signal);
  output.stdout(`${correction.id}: ${correction.route}. ${advice.reason}\n`);
  if (now === undefined) return;
  output.stdout(`Asked again, the bot says: ${now.text}\n`);
  if (!now.holds) {
    output.stderr(
      'This does not say all of the correction yet. Make it an approved answer: --as approved.\n',
    );
  }
}

async function list(deps: CliDeps, options: Pick<Options, 'bot'>): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const botId = await pickBot(deps, context, options.bot);
  const { corrections } = await listCorrections(context, { botId });
  const rows = corrections.map(({ id, route, state, question, after }) => [
    id,
    route,
    state,
    question,
    after,
  ]);
  deps.output.stdout(table([['id', 'as', 'state', 'question', 'answer'], ...rows]));
}

async function undo(deps: CliDeps, correctionId: string, options: Pick<Options, 'bot'>): Promise<void> {
  const config = quietConfig(deps);
  await ensureModels(deps, config);
  await using context = await deps.openContext(config);
  const botId = await pickBot(deps, context, options.bot);
  await undoCorrection(context, { actor: ACTOR, botId, correctionId }, deps.signal);
  deps.output.stdout(`${correctionId} is undone.\n`);
}
