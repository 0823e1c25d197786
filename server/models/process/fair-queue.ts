/** Waiting items, served in turns: one of each key, in the order in which the keys came, then the next of each. */
export type FairQueue<Item> = {
  readonly size: number;
  push(key: string, item: Item): void;
  /** The next to be served, taken out. */
  shift(): Item | undefined;
  /** Takes an item out before its turn; unknown items are none of its business. */
  remove(item: Item): void;
  /** All items, in the order in which they would be served if nobody else came. */
  order(): Item[];
};

export function createFairQueue<Item>(): FairQueue<Item> {
  /** Keys in the order of their next turn; a key without items is absent. */
  const lines = new Map<string, Item[]>();
  return {
    get size() {
      return [...lines.values()].reduce((sum, line) => sum + line.length, 0);
    },
    push(key, item) {
      const line = lines.get(key);
      if (line) line.push(item);
      else lines.set(key, [item]);
    },
    shift() {
      for (const [key, line] of lines) {
        const item = line.shift();
        lines.delete(key);
        if (line.length > 0) lines.set(key, line);
        return item;
      }
      return undefined;
    },
    remove(item) {
      for (const [key, line] of lines) {
        const at = line.indexOf(item);
        if (at >= 0) line.splice(at, 1);
        if (line.length === 0) lines.delete(key);
      }
    },
    order() {
      const rounds = Math.max(0, ...[...lines.values()].map((line) => line.length));
      return Array.from({ length: rounds }, (_, round) =>
        [...lines.values()].flatMap((line) => line.slice(round, round + 1)),
      ).flat();
    },
  };
}
