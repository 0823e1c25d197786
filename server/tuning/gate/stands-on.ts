import type { Comparison } from './comparison.ts';

/** Which tests a verdict stands on, for the end of a sentence. */
export function standsOn({ settings: { split }, questions, verdict, report }: Comparison): string {
  const beside = (report?.answerers[0]?.items ?? []).filter((item) => item.beside === true).length;
  const more = beside === 0 ? '' : `; ${beside} more asked only because they must pass`;
  return `${onTests(split, verdict?.counted ?? questions)}${more}`;
}

/** How many tests of which kind: `heldout` are the final ones, `dev` those for practice; null for a file's questions. */
export function onTests(split: Comparison['settings']['split'], count: number): string {
  const many = count === 1 ? '' : 's';
  if (split === null) return `on ${count} question${many} of a file`;
  return `on ${count} ${split === 'dev' ? 'practice' : 'final'} test${many}`;
}
