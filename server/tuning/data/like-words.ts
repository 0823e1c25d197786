import { likeness } from './words.ts';

/** A share of a count may come out a little over a whole number. */
const ROUNDING = 1e-9;

/**
 * Texts by their words, in the order in which they came. Who shares most words with a question shares some of its rarest, so
 * that only the texts of these are compared, and none is missed.
 */
export class LikeWords {
  readonly #texts: ReadonlySet<string>[] = [];
  readonly #places = new Map<string, number[]>();
  readonly #wordless: number[] = [];

  /** @param words as `keyWords` gives them */
  add(words: ReadonlySet<string>): void {
    const place = this.#texts.push(words) - 1;
    if (words.size === 0) this.#wordless.push(place);
    for (const word of words) {
      const there = this.#places.get(word);
      if (there === undefined) this.#places.set(word, [place]);
      else there.push(place);
    }
  }

  /** Places, lowest first, of the texts whose likeness is `least` or more, with it; `least` is over 0. */
  find(words: ReadonlySet<string>, least: number): { place: number; likeness: number }[] {
    if (words.size === 0) return this.#wordless.map((place) => ({ place, likeness: 1 }));
    const byRarity = [...words].sort((a, b) => this.#count(a) - this.#count(b));
    // Whoever has this share of all words has at least so many of these: of the others one more is among those looked at.
    const looked = byRarity.slice(0, words.size - Math.ceil(least * words.size - ROUNDING) + 1);
    const places = new Set(looked.flatMap((word) => this.#places.get(word) ?? []));
    return [...places]
      .sort((a, b) => a - b)
      .map((place) => ({ place, likeness: likeness(words, this.#texts[place] ?? new Set()) }))
      .filter((found) => found.likeness >= least);
  }

  #count(word: string): number {
    return this.#places.get(word)?.length ?? 0;
  }
}
