import { createHash } from 'node:crypto';
import type { VisitorIdentity } from '../access/index.ts';
import { AppError, newSecret } from '../base/index.ts';
import type { VisitorReader } from '../contract/index.ts';
import type { Visitor } from './types.ts';

const STORED_ID = /^conv_[0-9a-f]{40}$/;
/** What `newSecret` makes: 256 bits, base64url. Anything shorter could be guessed. */
const SESSION = /^[A-Za-z0-9_-]{43}$/;

export function createVisitor(): Visitor {
  return visitorOf(newSecret());
}

/** @throws AppError `unauthenticated` for something that is no session secret */
export function parseVisitor(session: string): Visitor {
  if (!SESSION.test(session)) {
    throw new AppError(
      'unauthenticated',
      'The session is not valid. Ask for a new one at POST /api/chat/session.',
    );
  }
  return visitorOf(session);
}

/**
 * Somebody the organisation vouches for, the same in every browser. No session of a browser can be mistaken for it: those hold
 * no line break.
 */
export function identifiedVisitor(identity: VisitorIdentity): Visitor {
  return { ...visitorOf(`identity\n${identity.botId}\n${identity.subject}`), identity };
}

/** What decides which documents they may be told of: only what the organisation vouches for. */
export function readerOf({ identity }: Visitor): VisitorReader | undefined {
  return identity && { signedIn: true, groups: identity.groups };
}

function visitorOf(session: string): Visitor {
  return { session, hash: sha256(session) };
}

/**
 * The stored id of what a client calls `id`. A client's own name is mixed with the session, so that the same name
 * in two browsers means two conversations, and nobody reaches another's by guessing. Stored ids pass as they are.
 */
export function conversationIdOf(visitor: Visitor, id: string): string {
  return STORED_ID.test(id) ? id : `conv_${sha256(`${visitor.session}\n${id}`).slice(0, 40)}`;
}

export function isStoredId(id: string): boolean {
  return STORED_ID.test(id);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
