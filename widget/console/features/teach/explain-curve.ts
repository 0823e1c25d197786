import { t } from '../../i18n/t.ts';
import { formatNumber } from '../../parts/format.ts';
import type { RunPoint } from '../../queries/runs.ts';

/** By so much may the loss on held-out examples go up and down without meaning anything. */
const NOISE = 0.03;
/** Steps at either end whose losses are averaged, since single ones jump; half of a short curve at most. */
const AVERAGED = 5;

/** What the curve says, for somebody who has never seen one. */
export function explainCurve(points: readonly RunPoint[]): string {
  const losses = points.flatMap(({ loss }) => (loss === null ? [] : [loss]));
  if (losses.length < 2) return t('The curve begins with the first steps.');
  const averaged = Math.min(AVERAGED, Math.floor(losses.length / 2));
  const first = mean(losses.slice(0, averaged));
  const last = mean(losses.slice(-averaged));
  const values = { first: formatNumber(first, 2), last: formatNumber(last, 2) };
  const fell =
    last < first
      ? t(
          'The error on the examples fell from {first} to {last}: the bot comes closer to your answers.',
          values,
        )
      : t('The error on the examples has not fallen yet ({first}, now {last}).', values);
  return `${fell} ${explainHeldOut(points)}`;
}

function explainHeldOut(points: readonly RunPoint[]): string {
  const judged = points.flatMap(({ heldOutLoss }) => (heldOutLoss === null ? [] : [heldOutLoss]));
  const [first, last, best] = [judged[0], judged.at(-1), Math.min(...judged)];
  if (first === undefined || last === undefined || judged.length < 2) {
    return t('Whether it also helps with questions it was not taught shows a little later.');
  }
  const values = { first: formatNumber(first, 2), last: formatNumber(last, 2), best: formatNumber(best, 2) };
  if (last > best * (1 + NOISE)) {
    return t(
      'On examples kept aside it was best at {best} and is {last} now: more teaching would only be learning by heart, so it stops by itself.',
      values,
    );
  }
  if (last < first) {
    return t(
      'On examples kept aside it fell too, from {first} to {last}: it learns the manner, not the words.',
      values,
    );
  }
  return t('On examples kept aside it stays at {last}: there is little more to learn from these.', values);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
