import { createHash } from 'node:crypto';
import type { ChatMessage } from '../../models/index.ts';

/** Items of one prompt together, in an order that their prompts alone decide: neither when they came nor which others there are. */
export function byPrompt<Item>(
  items: readonly Item[],
  promptOf: (item: Item) => readonly ChatMessage[],
): Item[][] {
  const groups = Map.groupBy(items, (item) =>
    createHash('sha256')
      .update(JSON.stringify(promptOf(item)))
      .digest('hex'),
  );
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
}
