import { type Command, Option } from 'commander';
import { createApiKey, KEY_ROLES, type KeyRole, listApiKeys, revokeApiKey } from '../../access/index.ts';
import { quietConfig } from '../quiet-config.ts';
import { table } from '../text.ts';
import type { CliDeps } from '../types.ts';

/** Whoever runs the command on the server's machine has its data folder anyway. */
const ACTOR = 'system:cli';

type CreateOptions = { role: KeyRole; bot?: string };

export function addKeyCommands(program: Command, deps: CliDeps): void {
  const keys = program.command('keys').description('API keys for staff and machines');
  keys
    .command('list')
    .description('all keys, never their secrets')
    .action(() => list(deps));
  keys
    .command('create <name>')
    .description('make a key; its secret is printed once')
    .addOption(
      new Option('-r, --role <role>', 'what it may do').choices([...KEY_ROLES]).default('integrator'),
    )
    .option('-b, --bot <id>', 'only for this bot')
    .addHelpText(
      'after',
      '\nExample:\n  $ foyer keys create "Shop backend" --role integrator --bot larch-and-loft',
    )
    .action((name: string, options: CreateOptions) => create(deps, name, options));
  keys
    .command('revoke <id>')
    .description('end a key, from its next request on')
    .addHelpText('after', '\nExample:\n  $ foyer keys revoke key_0123456789')
    .action((id: string) => revoke(deps, id));
}

async function list(deps: CliDeps): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const rows = (await listApiKeys(context)).map((key) => [
    key.id,
    key.role,
    key.botId ?? 'every bot',
    key.revokedAt === null ? 'in force' : 'revoked',
    key.name,
  ]);
  deps.output.stdout(table([['id', 'role', 'bot', 'state', 'name'], ...rows]));
}

async function create(deps: CliDeps, name: string, { role, bot }: CreateOptions): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const scope = bot === undefined ? {} : { botId: bot };
  const { id, secret } = await createApiKey(context, { actor: ACTOR, name, role, ...scope });
  deps.output.stderr(`Made ${id}. This is its secret; it is not shown again:\n`);
  deps.output.stdout(`${secret}\n`);
}

async function revoke(deps: CliDeps, keyId: string): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  await revokeApiKey(context, { actor: ACTOR, keyId });
  deps.output.stdout(`Revoked ${keyId}.\n`);
}
