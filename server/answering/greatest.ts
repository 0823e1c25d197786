/** Those of some items whose score is the greatest, in their order. */
export function greatest<T>(items: readonly T[], scoreOf: (item: T) => number): T[] {
  const scores = items.map(scoreOf);
  const most = Math.max(...scores);
  return items.filter((_item, at) => scores[at] === most);
}
