import { type Command, Option } from 'commander';
import { type Actor, USER_ROLES } from '../../access/index.ts';
import {
  type ChangePersonInput,
  changePerson,
  findPerson,
  invitePerson,
  listTeam,
  mailInvitation,
  makeResetLink,
} from '../../accounts/index.ts';
import type { Config } from '../../config/index.ts';
import { quietConfig } from '../quiet-config.ts';
import { table } from '../text.ts';
import type { CliDeps } from '../types.ts';

/** Whoever runs the command on the server's machine has its data folder anyway. */
const ACTOR: Actor = { id: 'system:cli', name: 'The operator', role: 'owner', botId: null };

type Role = (typeof USER_ROLES)[number];

export function addUserCommands(program: Command, deps: CliDeps): void {
  const users = program
    .command('users')
    .description('accounts of the staff; the way back in for an owner who is locked out');
  users.command('list').description('everyone with an account, and open invitations').action(list(deps));
  users
    .command('invite <email>')
    .description('print a link with which this person makes an account')
    .addOption(new Option('-r, --role <role>', 'what the person may do').choices(USER_ROLES).default('agent'))
    .addHelpText('after', '\nExample:\n  $ foyer users invite ada@example.org --role editor')
    .action((email: string, { role }: { role: Role }) => invite(deps, email, role));
  users
    .command('reset-password <email>')
    .description('print a link with which this person sets a new password, within an hour')
    .option('--without-second-factor', 'also take the second factor off, for a lost phone')
    .action((email: string, options: { withoutSecondFactor?: true }) => resetPassword(deps, email, options));
  users
    .command('disable <email>')
    .description('end all sessions of this person and let them in no more')
    .action((email: string) => change(deps, email, { disabled: true }));
  users
    .command('enable <email>')
    .description('let a disabled person in again')
    .action((email: string) => change(deps, email, { disabled: false }));
  users
    .command('make-owner <email>')
    .description('give this person every right; an account that was disabled is enabled')
    .action((email: string) => change(deps, email, { role: 'owner', disabled: false }));
}

function list(deps: CliDeps): () => Promise<void> {
  return async () => {
    await using context = await deps.openContext(quietConfig(deps));
    const { people, invitations } = await listTeam(context.accounts);
    const rows = [
      ...people.map((person) => [
        person.email,
        person.role,
        person.disabled ? 'disabled' : 'in force',
        person.secondFactor ? 'on' : 'off',
        person.name,
      ]),
      ...invitations.map(({ email, role }) => [email, role, 'invited', '-', '']),
    ];
    deps.output.stdout(table([['e-mail', 'role', 'state', 'second factor', 'name'], ...rows]));
  };
}

async function invite(deps: CliDeps, email: string, role: Role): Promise<void> {
  const config = quietConfig(deps);
  await using context = await deps.openContext(config);
  const { token, ...invitation } = await invitePerson(context.accounts, { actor: ACTOR, email, role });
  const url = linkOf(config, `invitation=${token}`);
  const mail = { email: invitation.email, url, by: 'The operator of this server' };
  const mailed = await mailInvitation(context.accounts, mail);
  deps.output.stderr(
    `${mailed ? 'Sent by mail. ' : ''}This link makes the account, once, within seven days:\n`,
  );
  deps.output.stdout(`${url}\n`);
}

async function resetPassword(
  deps: CliDeps,
  email: string,
  { withoutSecondFactor }: { withoutSecondFactor?: true },
): Promise<void> {
  const config = quietConfig(deps);
  await using context = await deps.openContext(config);
  const { id: userId } = await findPerson(context.accounts, { email });
  if (withoutSecondFactor) {
    await changePerson(context.accounts, { actor: ACTOR, userId, secondFactor: false });
  }
  const { token } = await makeResetLink(context.accounts, { actor: ACTOR, userId });
  deps.output.stderr('This link sets a new password, once, within an hour:\n');
  deps.output.stdout(`${linkOf(config, `reset=${token}`)}\n`);
}

type Change = Pick<ChangePersonInput, 'role' | 'disabled'>;

async function change(deps: CliDeps, email: string, wanted: Change): Promise<void> {
  await using context = await deps.openContext(quietConfig(deps));
  const { id: userId } = await findPerson(context.accounts, { email });
  await changePerson(context.accounts, { actor: ACTOR, userId, ...wanted });
  const { role, disabled } = await findPerson(context.accounts, { email });
  deps.output.stdout(`${email} is ${role}${disabled ? ', and disabled' : ''}.\n`);
}

/** A link into the console; the token stands behind the `#`, which no server and no log sees. */
function linkOf({ http: { publicUrl, host, port } }: Config, fragment: string): string {
  return `${publicUrl ?? `http://${host}:${port}`}/console/#${fragment}`;
}
