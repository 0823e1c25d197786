import type { Engine } from '../dialect.ts';

/** When the words of a lesson or a preference were erased; the row stays, so that the fact is known. */
export function erasedTexts({ types: { bigint }, forgetfulText }: Engine): readonly string[] {
  return [
    `alter table lessons add column erased_at ${bigint}`,
    `alter table preference_pairs add column erased_at ${bigint}`,
    ...forgetfulText,
  ];
}
