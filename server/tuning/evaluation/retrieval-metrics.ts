/** Where in a ranking the gold documents stand. Ranks are 1-based; ids below each other are distinct. */
export type Ranking = { found: readonly string[]; gold: readonly string[] };

/** |gold in the top k| / min(|gold|, k): 1 when as many gold documents as could fit are there. */
export function recallAt({ found, gold }: Ranking, k: number): number {
  const wanted = new Set(gold);
  const hits = new Set(found.slice(0, k).filter((id) => wanted.has(id))).size;
  return wanted.size === 0 ? 0 : hits / Math.min(wanted.size, k);
}

/** 1 when any gold document is in the top k, else 0. */
export function hitAt({ found, gold }: Ranking, k: number): number {
  return found.slice(0, k).some((id) => gold.includes(id)) ? 1 : 0;
}

/** 1 / rank of the first gold document in the top k, 0 without one. */
export function reciprocalRankAt({ found, gold }: Ranking, k: number): number {
  const index = found.slice(0, k).findIndex((id) => gold.includes(id));
  return index < 0 ? 0 : 1 / (index + 1);
}
