import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** An unguessable id of 125 random bits in Crockford base32, with a readable prefix: `doc_9x…`. */
export function newId(prefix: string): string {
  const bytes = randomBytes(25);
  let text = '';
  for (const byte of bytes) text += ALPHABET[byte & 31];
  return `${prefix}_${text}`;
}

/** A secret of 256 bits, url-safe. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
