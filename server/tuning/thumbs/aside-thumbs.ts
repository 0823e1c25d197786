import type { KeptRow } from '../data/types.ts';
import { byPrompt } from '../preference/by-prompt.ts';

const ASIDE_SHARE = 5;

type Row = Omit<KeptRow, 'split'>;

/**
 * Keeps a fifth of either kind aside, all rows of one prompt together. By the prompt's hash: neither when a thumb was left nor which
 * others there are decides where it goes.
 */
export function asideThumbs(rows: readonly Row[]): KeptRow[] {
  const left = new Map(
    [...Map.groupBy(rows, ({ part }) => part)].map(([part, of]) => [
      part,
      Math.floor(of.length / ASIDE_SHARE),
    ]),
  );
  const aside = new Set<Row>();
  for (const group of byPrompt(rows, ({ messages }) => messages.slice(0, -1))) {
    const wanted = Map.groupBy(group, ({ part }) => part);
    if ([...wanted].some(([part, of]) => of.length > (left.get(part) ?? 0))) continue;
    for (const [part, of] of wanted) left.set(part, (left.get(part) ?? 0) - of.length);
    for (const row of group) aside.add(row);
  }
  return rows.map((row) => ({ ...row, split: aside.has(row) ? 'held-out' : 'train' }));
}
