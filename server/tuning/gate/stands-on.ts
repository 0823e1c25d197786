import type { Comparison } from './comparison.ts';

/** Which tests a verdict stands on, for the end of a sentence. */
export function standsOn({ settings: { split }, questions, verdict, report }: Comparison): string {
  const beside = (report?.answerers[0]?.items ?? []).filter((item) => item.beside === true).length;
  const more = beside === 0 ? '' : `; ${beside} more asked only because they must pass`;
  return `${onTests(split, countOf({ verdict, questions }))}${more}`;
}

/** Questions whose figures count. */
export function countOf({ verdict, questions }: Pick<Comparison, 'verdict' | 'questions'>): number {
  return verdict?.counted ?? questions;
}

/** For sorting: a comparison on practice tests comes after all others, which keep their order. */
export function practiceLast(one: Pick<Comparison, 'settings'>, other: Pick<Comparison, 'settings'>): number {
  const [left, right] = [one, other].map(({ settings }) => Number(settings.split === 'dev'));
  return (left ?? 0) - (right ?? 0);
}

/** How many tests of which kind: `heldout` are the final ones, `dev` those for practice; null for a file's questions. */
export function onTests(split: Comparison['settings']['split'], count: number): string {
  const many = count === 1 ? '' : 's';
  if (split === null) return `on ${count} question${many} of a file`;
  return `on ${count} ${split === 'dev' ? 'practice' : 'final'} test${many}`;
}
