import { yesOrNo } from '../../answering/index.ts';

/** One says yes and the other no, or neither names a number of the other. */
export function contradict(one: { answer: string }, other: { answer: string }): boolean {
  const [left, right] = [yesOrNo(one.answer), yesOrNo(other.answer)];
  if (left !== undefined && right !== undefined) return left !== right;
  const [first, second] = [numbersIn(one.answer), numbersIn(other.answer)];
  if (first.size === 0 || second.size === 0) return false;
  return first.isDisjointFrom(second);
}

/** However they are written: `1,000` is `1000`, and `9:00` and `£9.00` are `9`. */
export function numbersIn(text: string): Set<string> {
  const written = text.match(/\d+(?:[.,:]\d+)*/g) ?? [];
  return new Set(written.map((number) => number.replace(/[.,](?=\d{3}(?!\d))/g, '').replace(/[.,:]00$/, '')));
}
