import { closestTo, type Evidence } from './evidence.ts';
import { numberedNames } from './unknown-model.ts';

/**
 * A model that a sentence says something of, where the lines closest to it speak of others of its series alone: `The Ember 2 is not
 * affected` of `Ember 1 and Ember 3 stoves are not affected`.
 */
export function anotherModel(
  sentence: string,
  stems: readonly string[],
  { sentences }: Pick<Evidence, 'sentences'>,
): string | undefined {
  const said = numberedNames(sentence);
  if (said.length === 0) return undefined;
  const sources = closestTo(stems, sentences).map(({ text }) => numberedNames(text));
  return said.find(({ series, name }) =>
    sources.every(
      (known) =>
        !known.some((other) => other.name === name) && known.some((other) => other.series === series),
    ),
  )?.name;
}
