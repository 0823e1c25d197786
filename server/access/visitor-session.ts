import { newSecret } from '../base/index.ts';
import { hashSecret, sameHash } from './secrets.ts';

export type VisitorSession = {
  /** For the visitor's browser alone. */
  secret: string;
  /** For `conversations.visitor_hash`. */
  hash: string;
};

export function newVisitorSession(): VisitorSession {
  const secret = newSecret();
  return { secret, hash: hashSecret(secret) };
}

/** Whether `secret` is the one a conversation's `visitor_hash` was made from. */
export function ownsVisitorSession(visitorHash: string, secret: string): boolean {
  return sameHash(visitorHash, hashSecret(secret));
}
