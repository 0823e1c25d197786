/**
 * Purpose: who may do what: roles, API keys, visitor sessions, limits.
 * Invariant: one authorisation function, which denies by default; no secret is stored, only its hash.
 * Must never know: what a bot says, routes, headers.
 */
export type { AccessDeps, Actor } from './actor.ts';
export { addressKey } from './address-key.ts';
export { authenticate } from './authenticate.ts';
export { authorise, isAllowed, type Scope } from './authorise.ts';
export { type CreateApiKeyInput, createApiKey } from './create-api-key.ts';
export { ensureFirstAdminKey, type FirstAdminKey } from './ensure-first-admin-key.ts';
export { createIdentityKey } from './identity/create-identity-key.ts';
export type { IdentityDeps } from './identity/identity-deps.ts';
export { listIdentityKeys } from './identity/list-identity-keys.ts';
export { revokeIdentityKey } from './identity/revoke-identity-key.ts';
export { type VisitorIdentity, verifyIdentity } from './identity/verify-identity.ts';
export {
  createLimits,
  DEFAULT_LIMITS,
  type LimitedRequest,
  type LimitSettings,
  type Limits,
} from './limits.ts';
export { type ApiKey, listApiKeys } from './list-api-keys.ts';
export { revokeApiKey } from './revoke-api-key.ts';
export {
  KEY_ROLES,
  type KeyRole,
  RIGHTS,
  type Right,
  ROLE_RIGHTS,
  ROLES,
  type Role,
  USER_ROLES,
} from './rights.ts';
export { hashSecret } from './secrets.ts';
export {
  createSignInLimits,
  type SignInLimitSettings,
  type SignInLimits,
} from './sign-in-limits.ts';
export { createTokenBuckets, type TokenBucketSettings, type TokenBuckets } from './token-buckets.ts';
export { newVisitorSession, ownsVisitorSession, type VisitorSession } from './visitor-session.ts';
