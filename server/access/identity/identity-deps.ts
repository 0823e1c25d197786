import { createHmac } from 'node:crypto';
import type { AccessDeps } from '../actor.ts';

export type IdentityDeps = AccessDeps & {
  /** The installation's own secret, kept outside the database; a copy of the database then forges nobody. */
  secretKey: string;
};

export type IdentityAlgorithm = 'HS256' | 'ES256';

/** The secret an organisation signs with: made from ours and the key's id, so it is never stored. */
export function identitySecret(secretKey: string, keyId: string): string {
  return createHmac('sha256', secretKey).update(`visitor-identity\n${keyId}`).digest('base64url');
}
