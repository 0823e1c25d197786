import type { ComparedItem } from './types.ts';

/**
 * What figures are taken of. One of each question: asked again under another id, it tells nothing more, and would make an interval
 * narrower than it is. None that was asked only because it must pass: bots are tuned by practice tests.
 */
export function countedItems(items: readonly ComparedItem[]): ComparedItem[] {
  const counted = items.filter(({ beside }) => beside !== true);
  const groups = Map.groupBy(counted, ({ key, id }) => key ?? id);
  return [...groups.values()].flatMap((same) => same.slice(0, 1));
}
