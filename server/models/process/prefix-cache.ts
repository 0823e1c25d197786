import { createHash } from 'node:crypto';

/**
 * Remembers what the model computed for a system message, by its exact token ids, least recently used out first.
 * Only system messages are ever put in: nothing a visitor said can reach another conversation through it.
 */
export type PrefixCache<State> = {
  get(ids: readonly number[]): State | undefined;
  /** Kept only where it fits into the budget at all. */
  put(ids: readonly number[], state: State): void;
};

export function createPrefixCache<State>(
  maxBytes: number,
  bytesOf: (state: State) => number,
): PrefixCache<State> {
  const entries = new Map<string, { state: State; bytes: number }>();
  let usedBytes = 0;
  return {
    get(ids) {
      const key = idsSha256(ids);
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.state;
    },
    put(ids, state) {
      const key = idsSha256(ids);
      const bytes = bytesOf(state);
      if (bytes > maxBytes || entries.has(key)) return;
      entries.set(key, { state, bytes });
      usedBytes += bytes;
      for (const [oldest, entry] of entries) {
        if (usedBytes <= maxBytes) break;
        entries.delete(oldest);
        usedBytes -= entry.bytes;
      }
    },
  };
}

/** SHA-256 over token ids as little-endian int32, hex. */
export function idsSha256(ids: readonly number[]): string {
  return createHash('sha256').update(Int32Array.from(ids)).digest('hex');
}
