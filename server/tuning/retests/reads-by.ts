import type { CrossEncoder } from '../cross-encoder/cross-encoder.ts';

/** Undefined where this installation makes none. */
export type ReadingDeps = { crossEncoder?: Pick<CrossEncoder, 'find' | 'findBiEncoder'> | undefined };

/**
 * The bi-encoder that finds the closest lines on this machine, where there is one, and the cross-encoder that reads them, by their ids;
 * null where that is still to come, for it is made last. Undefined where that cannot
 * be told, which whoever makes it says in the log.
 */
export async function readsBy({ crossEncoder }: ReadingDeps): Promise<string | null | undefined> {
  try {
    const reader = await crossEncoder?.find();
    if (reader === undefined) return null;
    const ranker = await crossEncoder?.findBiEncoder();
    return ranker === undefined ? reader.id : `${ranker.id} ${reader.id}`;
  } catch {
    return undefined;
  }
}
