import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { backUpDatabase, keptByPostgres, restoreDatabase } from '../../store/index.ts';
import { quietConfig } from '../quiet-config.ts';
import type { CliDeps } from '../types.ts';

export function addBackupCommands(program: Command, deps: CliDeps): void {
  program
    .command('backup [file]')
    .description('keep everything in one file, also while the server runs')
    .addHelpText(
      'after',
      '\nBots, documents, lessons, adapters, conversations and accounts are in it; `secret-key` of the data folder is not. Encrypted where FOYER_BACKUP_KEY is set.\n\nExample:\n  $ foyer backup /mnt/safe/foyer-monday.db',
    )
    .action((file: string | undefined) => backUp(deps, file));
  program
    .command('restore <file>')
    .description('begin an empty data folder with what a backup holds')
    .addHelpText('after', '\nExample:\n  $ FOYER_DATA=/srv/foyer foyer restore /mnt/safe/foyer-monday.db')
    .action((file: string) => restore(deps, file));
}

async function backUp(deps: CliDeps, file?: string): Promise<void> {
  const { dataDir, key } = placeOf(deps);
  const day = new Date().toISOString().slice(0, 10);
  const target = resolve(file ?? `foyer-backup-${day}.db${key === undefined ? '' : '.age'}`);
  await backUpDatabase({ dataDir, file: target, key });
  deps.output.stdout(`${target}\n`);
  deps.output.stderr(
    `Keep ${join(dataDir, 'secret-key')} too, in another place: passwords of mail servers, webhooks and second factors are read with it.\n`,
  );
}

async function restore(deps: CliDeps, file: string): Promise<void> {
  const { dataDir, key } = placeOf(deps);
  await restoreDatabase({ dataDir, file: resolve(file), key });
  deps.output.stdout(`${dataDir}\n`);
  deps.output.stderr(
    `Restored. Before the first start put the secret-key that was kept with it into ${dataDir}: with a new one, people sign in again and set up second factors and passwords of other servers anew.\n`,
  );
}

function placeOf(deps: CliDeps): { dataDir: string; key: string | undefined } {
  const { storage, backups } = quietConfig(deps);
  const { dataDir, databaseUrl } = storage;
  if (databaseUrl !== undefined) throw keptByPostgres();
  return { dataDir, key: backups.key };
}
