import type { ApiKeyTable } from '../store/index.ts';

export type Role = ApiKeyTable['role'];
export const ROLES = ['admin', 'staff', 'integrator', 'reader'] as const satisfies readonly Role[];

/** Everything that can be allowed, as `what:how`. A route names exactly one. */
export const RIGHTS = [
  'answers:ask',
  'bots:read',
  'bots:create',
  'bots:change',
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
  'audit:read',
] as const;
export type Right = (typeof RIGHTS)[number];

/**
 * What each role may do; what is not listed is denied.
 * Staff run their bots; integrators are machines that ask and feed documents; readers only look.
 * Staff propose lessons, admins approve them: what a bot is taught, two people have seen.
 */
export const ROLE_RIGHTS: Record<Role, readonly Right[]> = {
  admin: RIGHTS,
  staff: [
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
  ],
  integrator: ['answers:ask', 'bots:read', 'documents:read', 'documents:change', 'models:read', 'jobs:read'],
  reader: [
    'bots:read',
    'documents:read',
    'conversations:read',
    'lessons:read',
    'tests:read',
    'models:read',
    'jobs:read',
    'versions:read',
  ],
};

/** Rights over the whole installation: a key that is bound to one bot never has them. */
export const HOUSE_RIGHTS: ReadonlySet<Right> = new Set([
  'bots:create',
  'models:change',
  'keys:manage',
  'audit:read',
]);
