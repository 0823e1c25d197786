import type { ComparedItem } from './types.ts';

/** One of each question: asked again under another id, it tells nothing more, and would make an interval narrower than it is. */
export function distinctItems(items: readonly ComparedItem[]): ComparedItem[] {
  const groups = Map.groupBy(items, ({ key, id }) => key ?? id);
  return [...groups.values()].flatMap((same) => same.slice(0, 1));
}
