import type { Command } from 'commander';
import { ensureFirstAdminKey } from '../../access/index.ts';
import { ensureModels } from '../ensure-models.ts';
import { setupLine } from '../setup-line.ts';
import type { CliDeps } from '../types.ts';
import { untilStopped } from '../until-stopped.ts';

type Options = { port?: string; host?: string };

export function addStartCommand(program: Command, deps: CliDeps): void {
  program
    .command('start')
    .description('serve the bots: chat API, widget, console')
    .option('--port <port>', 'instead of PORT')
    .option('--host <host>', 'instead of FOYER_HOST')
    .addHelpText('after', '\nExamples:\n  $ foyer start\n  $ foyer start --host 0.0.0.0 --port 80')
    .action((options: Options) => start(deps, options));
}

async function start(deps: CliDeps, options: Options): Promise<void> {
  const config = deps.loadConfig(serverOptions(options));
  await ensureModels(deps, config);
  await using context = await deps.openContext(config);
  const key = await ensureFirstAdminKey(context, { dataDir: config.storage.dataDir });
  await using server = await context.serve();
  deps.output.stdout(`Foyer listens on ${server.url}\n`);
  if (key?.created) deps.output.stdout(`Console: ${server.url}/console/#key=${key.secret}\n`);
  deps.output.stdout(await setupLine(context, server.url));
  await untilStopped(deps);
}

function serverOptions({ port, host }: Options): Record<string, string> {
  return {
    ...(port === undefined ? {} : { PORT: port }),
    ...(host === undefined ? {} : { FOYER_HOST: host }),
  };
}
