import { createHash } from 'node:crypto';
import type { Adapter } from '../../models/index.ts';

/** 128 bits keep chance collisions out of reach. */
const ID_CHARACTERS = 32;

/** The same for everything that merges into the same model. */
export function versionIdOf(base: { id: string; sha256: string }, adapter: Adapter): string {
  const content = { base: base.id, baseSha256: base.sha256, rank: adapter.rank, alpha: adapter.alpha };
  const hash = createHash('sha256').update(JSON.stringify(content)).update('\n').update(adapter.bytes);
  return `ver_${hash.digest('hex').slice(0, ID_CHARACTERS)}`;
}
