import { countedItems } from './counted-items.ts';
import type { AnswererReport } from './types.ts';

/** Likeness to the ideal answers where staff wrote any; else the facts that an answer must hold. */
export type PrimaryMeasure = 'ROUGE-L' | 'key facts';

/** With fewer ideal answers than facts to look for, the facts say more. */
export function primaryMeasure({ items }: AnswererReport): PrimaryMeasure {
  const counted = countedItems(items);
  const withReference = counted.filter((item) => item.rougeL !== null).length;
  const withFacts = counted.filter((item) => item.keyFacts !== null).length;
  return withReference > 0 && withReference * 2 >= withFacts ? 'ROUGE-L' : 'key facts';
}
