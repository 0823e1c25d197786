import { decodeJwt, decodeProtectedHeader, errors, importJWK, type JWTPayload, jwtVerify } from 'jose';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { AppError } from '../../base/index.ts';
import { groupNameSchema } from '../../contract/index.ts';
import type { IdentityKeyTable } from '../../store/index.ts';
import { type IdentityDeps, identitySecret } from './identity-deps.ts';

const CLOCK_TOLERANCE_S = 30;
/** A token is read off a page easily; one that lives longer than a day is worth stealing. */
const MAX_LIFETIME_S = 24 * 60 * 60;
const MAX_SUBJECT_CHARS = 200;
/** A header beyond it is no token of ours. */
const MAX_TOKEN_CHARS = 4_096;

/** Whom the organisation vouches for, at which bot. */
export type VisitorIdentity = {
  botId: string;
  subject: string;
  name?: string;
  email?: string;
  /** What they belong to, as documents' audiences name it. */
  groups: string[];
};

/**
 * Checks a JSON Web Token of the organisation: signed with a key of the bot named in `aud`, by that key's algorithm and no
 * other, not expired, not valid for longer than a day.
 * @throws AppError `unauthenticated`
 */
export async function verifyIdentity(
  deps: IdentityDeps,
  { token }: { token: string },
): Promise<VisitorIdentity> {
  const botId = audienceOf(token);
  const kid: unknown = decodeProtectedHeader(token).kid;
  let query = deps.store.db
    .selectFrom('identity_keys')
    .selectAll()
    .where('bot_id', '=', botId)
    .where('revoked_at', 'is', null);
  if (kid !== undefined) query = query.where('id', '=', String(kid));
  for (const key of await query.execute()) {
    const payload = await verified(deps, token, key, botId);
    if (payload) return identityOf(payload, botId, deps.clock.now());
  }
  throw refused('it is not signed with a key of this bot');
}

/** Undefined when it was signed with another key. */
async function verified(
  { clock, secretKey }: IdentityDeps,
  token: string,
  key: Selectable<IdentityKeyTable>,
  botId: string,
): Promise<JWTPayload | undefined> {
  const material =
    key.algorithm === 'HS256'
      ? new TextEncoder().encode(identitySecret(secretKey, key.id))
      : await importJWK(JSON.parse(key.public_key ?? '{}'), 'ES256');
  try {
    const { payload } = await jwtVerify(token, material, {
      algorithms: [key.algorithm],
      audience: botId,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: new Date(clock.now()),
    });
    return payload;
  } catch (thrown) {
    if (
      thrown instanceof errors.JWSSignatureVerificationFailed ||
      thrown instanceof errors.JOSEAlgNotAllowed
    ) {
      return undefined;
    }
    if (thrown instanceof errors.JWTExpired) throw refused('it has expired');
    if (thrown instanceof errors.JOSEError) throw refused('sub, exp and aud must be there and right');
    throw thrown;
  }
}

function identityOf(payload: JWTPayload, botId: string, now: number): VisitorIdentity {
  const { exp = 0 } = payload;
  // Signed is not well-formed: ids are numbers in many shops.
  const sub: unknown = payload.sub;
  if (typeof sub !== 'string' || sub.trim() === '' || sub.length > MAX_SUBJECT_CHARS) {
    throw refused(`sub must be a text of 1 to ${MAX_SUBJECT_CHARS} characters`);
  }
  if (exp > now / 1000 + MAX_LIFETIME_S + CLOCK_TOLERANCE_S) throw refused('exp must be within a day');
  const { name, email } = payload;
  return {
    botId,
    subject: sub,
    groups: groupsOf(payload['groups']),
    ...(typeof name === 'string' ? { name: name.slice(0, 120) } : {}),
    ...(typeof email === 'string' ? { email: email.slice(0, 200) } : {}),
  };
}

const groupsSchema = z.array(groupNameSchema).max(50);

/** Read strictly: a claim that is no list would quietly keep people from what they may read. */
function groupsOf(claim: unknown): string[] {
  if (claim === undefined) return [];
  const groups = groupsSchema.safeParse(claim);
  if (groups.success) return groups.data;
  throw refused('groups must be a list of at most 50 names, none of them with a comma');
}

function audienceOf(token: string): string {
  if (token.length > MAX_TOKEN_CHARS) throw refused('it is too long');
  try {
    const { aud } = decodeJwt(token);
    decodeProtectedHeader(token);
    if (typeof aud === 'string') return aud;
  } catch (thrown) {
    if (!(thrown instanceof errors.JOSEError || thrown instanceof TypeError)) throw thrown;
  }
  throw refused('it must be a JSON Web Token whose aud is the bot’s id');
}

function refused(reason: string): AppError {
  return new AppError('unauthenticated', `The visitor’s identity token was not accepted: ${reason}.`);
}
