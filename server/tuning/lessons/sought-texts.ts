/** Shorter ones are no addresses or numbers, and would be looked at everywhere. */
const KEY_CHARS = 4;

type Sought = { text: string; lower: string };

/**
 * Looks for many texts at once, whatever their case: a text that is read is gone through once, and at each place only those that
 * begin like it are compared.
 */
export class SoughtTexts {
  readonly found = new Set<string>();
  readonly #count: number;
  readonly #short: readonly Sought[];
  readonly #byKey: ReadonlyMap<string, readonly Sought[]>;

  constructor(texts: Iterable<string>) {
    const sought = [...new Set(texts)].map((text) => ({ text, lower: text.toLowerCase() }));
    const isShort = ({ lower }: Sought) => lower.length < KEY_CHARS;
    this.#count = sought.length;
    this.#short = sought.filter(isShort);
    this.#byKey = Map.groupBy(
      sought.filter((one) => !isShort(one)),
      ({ lower }) => lower.slice(0, KEY_CHARS),
    );
  }

  /** How many were not found so far. */
  get left(): number {
    return this.#count - this.found.size;
  }

  readOne(read: string): void {
    const lower = read.toLowerCase();
    for (const sought of this.#short) if (lower.includes(sought.lower)) this.found.add(sought.text);
    for (let at = 0; at + KEY_CHARS <= lower.length; at += 1) {
      const begun = this.#byKey.get(lower.slice(at, at + KEY_CHARS)) ?? [];
      for (const sought of begun) if (lower.startsWith(sought.lower, at)) this.found.add(sought.text);
    }
  }
}
