import type { Command } from 'commander';
import { ensureFirstAdminKey } from '../../access/index.ts';
import { ensureModels } from '../ensure-models.ts';
import { ensureSample } from '../ensure-sample.ts';
import { quietConfig } from '../quiet-config.ts';
import { setupLine } from '../setup-line.ts';
import type { CliDeps } from '../types.ts';
import { untilStopped } from '../until-stopped.ts';

export function addDemoCommand(program: Command, deps: CliDeps): void {
  program
    .command('demo')
    .description('serve the sample organisation: fetches what is missing, loads it, prints the addresses')
    .addHelpText('after', '\nExample:\n  $ foyer demo')
    .action(() => demo(deps));
}

async function demo(deps: CliDeps): Promise<void> {
  const config = quietConfig(deps);
  await ensureModels(deps, config);
  await using context = await deps.openContext(config);
  await ensureSample(deps, context);
  const key = await ensureFirstAdminKey(context, { dataDir: config.storage.dataDir });
  await using server = await context.serve();
  deps.output.stdout(`\nThe shop's page with the widget:  ${server.url}/demo/\n`);
  const console = `${server.url}/console/`;
  deps.output.stdout(`The console:                      ${key ? `${console}#key=${key.secret}` : console}\n`);
  deps.output.stdout(await setupLine(context, server.url));
  deps.output.stdout('Stop with Ctrl+C.\n');
  await untilStopped(deps);
}
