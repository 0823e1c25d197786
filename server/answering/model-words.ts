import type { Passport } from '../contract/index.ts';
import { LINE_BELOW } from './complete-answer.ts';

/**
 * What the model itself said of an answer, shown or not, as its checks know it: neither lines that code put below it nor a quote
 * that stood in for it. Empty where it said nothing.
 */
export function modelWords({ checks }: Pick<Passport, 'checks'>): string {
  return checks
    .filter(({ reason }) => reason !== LINE_BELOW)
    .map(({ sentence }) => sentence)
    .join(' ');
}
