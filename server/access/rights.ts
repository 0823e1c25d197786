import type { ApiKeyTable, UserRole } from '../store/index.ts';

/** What a key may be made for. */
export type KeyRole = ApiKeyTable['role'];
export const KEY_ROLES = ['admin', 'staff', 'integrator', 'reader'] as const satisfies readonly KeyRole[];

/** What a person may be, from most to least. */
export const USER_ROLES = [
  'owner',
  'admin',
  'editor',
  'agent',
  'viewer',
] as const satisfies readonly UserRole[];

export type Role = KeyRole | UserRole;
export const ROLES: readonly Role[] = [...new Set<Role>([...USER_ROLES, ...KEY_ROLES])];

/** Everything that can be allowed, as `what:how`. A route names exactly one. */
export const RIGHTS = [
  'answers:ask',
  'bots:read',
  'bots:create',
  'bots:change',
  'bots:archive',
  'bots:delete',
  'bots:export',
  'documents:read',
  'documents:change',
  'conversations:read',
  'conversations:reply',
  'lessons:read',
  'lessons:change',
  'lessons:approve',
  'tests:read',
  'tests:change',
  'models:read',
  'models:change',
  'jobs:read',
  'jobs:change',
  'versions:read',
  'versions:retire',
  'releases:publish',
  'keys:manage',
  'team:manage',
  'team:own',
  'audit:read',
  'backups:make',
  'backups:take',
] as const;
export type Right = (typeof RIGHTS)[number];

/** Proposes: what visitors are told by documents and approved answers, lessons to review; publishes nothing. */
const EDITING = [
  'answers:ask',
  'bots:read',
  'bots:change',
  'documents:read',
  'documents:change',
  'conversations:read',
  'conversations:reply',
  'lessons:read',
  'lessons:change',
  'tests:read',
  'tests:change',
  'models:read',
  'jobs:read',
  'jobs:change',
  'versions:read',
] as const satisfies readonly Right[];

const LOOKING = [
  'bots:read',
  'documents:read',
  'conversations:read',
  'lessons:read',
  'tests:read',
  'models:read',
  'jobs:read',
  'versions:read',
] as const satisfies readonly Right[];

const OWNERS_ALONE: ReadonlySet<Right> = new Set(['team:own', 'bots:delete', 'backups:take']);

/**
 * What each role may do; what is not listed is denied.
 * Editors (as keys: staff) propose lessons, admins approve and publish: what a bot is taught, two people have seen.
 * Agents answer visitors; viewers (as keys: readers) only look; integrators are machines that ask and feed documents.
 * Owners alone make and unmake owners, delete bots, and take a backup away: everybody's sessions and passwords' hashes are in it.
 */
export const ROLE_RIGHTS: Record<Role, readonly Right[]> = {
  owner: RIGHTS,
  admin: RIGHTS.filter((right) => !OWNERS_ALONE.has(right)),
  editor: EDITING,
  staff: EDITING,
  agent: [...LOOKING, 'answers:ask', 'conversations:reply'],
  integrator: ['answers:ask', 'bots:read', 'documents:read', 'documents:change', 'models:read', 'jobs:read'],
  viewer: LOOKING,
  reader: LOOKING,
};

/** Rights over the whole installation: a key that is bound to one bot never has them. */
export const HOUSE_RIGHTS: ReadonlySet<Right> = new Set([
  'bots:create',
  'bots:delete',
  'models:change',
  'keys:manage',
  'team:manage',
  'team:own',
  'audit:read',
  'backups:make',
  'backups:take',
]);
