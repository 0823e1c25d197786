import { Command, CommanderError } from 'commander';
import { AppError, systemProblem, toAppError } from '../base/index.ts';
import { addAskCommand } from './commands/ask.ts';
import { addBackupCommands } from './commands/backup.ts';
import { addCompareCommand } from './commands/compare.ts';
import { addCorrectCommands } from './commands/correct.ts';
import { addCrawlCommand } from './commands/crawl.ts';
import { addDataCommands } from './commands/data.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addEraseCommand } from './commands/erase.ts';
import { addEvalCommands } from './commands/eval.ts';
import { addIngestCommand } from './commands/ingest.ts';
import { addInterchangeCommands } from './commands/interchange.ts';
import { addKeyCommands } from './commands/keys.ts';
import { addLessonCommands } from './commands/lessons.ts';
import { addModelCommands } from './commands/model.ts';
import { addReplayCommand } from './commands/replay.ts';
import { addStartCommand } from './commands/start.ts';
import { addTeachCommands } from './commands/teach.ts';
import { addTestCommands } from './commands/tests.ts';
import { addTopicCommand } from './commands/topics.ts';
import { addUserCommands } from './commands/users.ts';
import { addVersionCommands } from './commands/versions.ts';
import { addWordCommands } from './commands/words.ts';
import { type CliDeps, EXIT } from './types.ts';

/** Runs one command line. @returns its exit code: 0 done, 1 failed, 2 wrongly called */
export async function runCli(deps: CliDeps, args: readonly string[]): Promise<number> {
  const program = createProgram(deps);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return EXIT.ok;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return reportFailure(deps, thrown);
  }
}

function createProgram(deps: CliDeps): Command {
  const program = new Command('foyer')
    .description('Customer-service chatbots on small language models, on your own machine.')
    .showHelpAfterError('Add --help for how to call it.')
    .exitOverride()
    .configureOutput({ writeOut: deps.output.stdout, writeErr: deps.output.stderr })
    .addHelpText(
      'after',
      '\nConfigured by environment variables, see docs/configuration.md.\nExit codes: 0 done, 1 failed, 2 wrongly called.',
    );
  addStartCommand(program, deps);
  addInterchangeCommands(program, deps);
  addDemoCommand(program, deps);
  addAskCommand(program, deps);
  addReplayCommand(program, deps);
  addCorrectCommands(program, deps);
  addTopicCommand(program, deps);
  addIngestCommand(program, deps);
  addCrawlCommand(program, deps);
  addTeachCommands(program, deps);
  addVersionCommands(program, deps);
  addEraseCommand(program, deps);
  addEvalCommands(program, deps);
  addLessonCommands(program, deps);
  addTestCommands(program, deps);
  addWordCommands(program, deps);
  addDataCommands(program, deps);
  addCompareCommand(program, deps);
  addModelCommands(program, deps);
  addBackupCommands(program, deps);
  addKeyCommands(program, deps);
  addUserCommands(program, deps);
  return program;
}

/** One sentence; the stack only for those who asked for details. */
function reportFailure(deps: CliDeps, thrown: unknown): number {
  const error = fileProblem(thrown) ?? toAppError(thrown);
  deps.output.stderr(`${error.message}\n`);
  if (isVerbose(deps)) deps.output.stderr(`${detailsOf(thrown)}\n`);
  else if (error.code === 'internal') deps.output.stderr('Set FOYER_LOG_LEVEL=debug to see why.\n');
  return EXIT.failed;
}

/** The files that a command reads and writes are those of whoever calls it, who can mend what is wrong with them. */
function fileProblem(thrown: unknown): AppError | undefined {
  if (!(thrown instanceof Error && 'path' in thrown && 'syscall' in thrown)) return undefined;
  const message = `${thrown.path} could not be read or written: ${systemProblem(thrown)}.`;
  return new AppError('bad_request', message, { cause: thrown });
}

function detailsOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause === undefined ? '' : `\ncaused by: ${detailsOf(thrown.cause)}`;
  return `${thrown.stack ?? thrown.message}${cause}`;
}

/** A configuration that cannot be read is itself the failure, and has no say in how it is told. */
function isVerbose(deps: CliDeps): boolean {
  try {
    return deps.loadConfig().log.level === 'debug';
  } catch {
    return false;
  }
}
