import type { CrossEncoder } from '../cross-encoder/cross-encoder.ts';

/** Undefined where this installation makes none. */
export type ReadingDeps = { crossEncoder?: Pick<CrossEncoder, 'find'> | undefined };

/**
 * The cross-encoder that the closest lines are read by on this machine, by its id; null where there is none. Undefined where that cannot
 * be told, which whoever makes it says in the log.
 */
export async function readsBy({ crossEncoder }: ReadingDeps): Promise<string | null | undefined> {
  try {
    return (await crossEncoder?.find())?.id ?? null;
  } catch {
    return undefined;
  }
}
