import type { UserRoleName } from '../../../server/contract/index.ts';
import { msg, t } from '../i18n/t.ts';

/** From most to least. */
export const USER_ROLES: readonly UserRoleName[] = ['owner', 'admin', 'editor', 'agent', 'viewer'];

const ROLE_NAME: Readonly<Record<string, string>> = {
  owner: msg('Owner'),
  admin: msg('Admin'),
  editor: msg('Editor'),
  agent: msg('Agent'),
  viewer: msg('Viewer'),
};

/** In one sentence each, beside the name. */
export const ROLE_SAYS: Readonly<Record<UserRoleName, string>> = {
  owner: msg('Everything, and alone may make or unmake owners.'),
  admin: msg('Everything but owners: approves, publishes, invites people, makes keys.'),
  editor: msg(
    'Knowledge, answers, settings and lessons. Proposes what is taught; cannot approve or publish it.',
  ),
  agent: msg('Answers visitors in conversations, tries the bot out, and looks at the rest.'),
  viewer: msg('Looks at everything but the team, keys and the record, and changes nothing.'),
};

/** A key's role has no other name than its own. */
export function roleName(role: string): string {
  const name = ROLE_NAME[role];
  return name === undefined ? role : t(name);
}
