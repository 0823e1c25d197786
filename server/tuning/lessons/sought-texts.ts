/** Shorter ones are no addresses or numbers, and would be looked at everywhere. */
const KEY_CHARS = 4;

/**
 * Looks for many texts at once, whatever their case: a text that is read is gone through once, and at each place only those that
 * begin like it are compared.
 */
export class SoughtTexts {
  readonly found = new Set<string>();
  readonly #byKey = new Map<string, { text: string; lower: string }[]>();
  readonly #short: { text: string; lower: string }[] = [];
  #left = 0;

  constructor(texts: Iterable<string>) {
    for (const text of new Set(texts)) {
      const lower = text.toLowerCase();
      const key = lower.slice(0, KEY_CHARS);
      const same = lower.length < KEY_CHARS ? this.#short : (this.#byKey.get(key) ?? []);
      same.push({ text, lower });
      if (lower.length >= KEY_CHARS) this.#byKey.set(key, same);
      this.#left += 1;
    }
  }

  /** How many were not found so far. */
  get left(): number {
    return this.#left;
  }

  readOne(read: string): void {
    const lower = read.toLowerCase();
    for (const sought of this.#short) if (lower.includes(sought.lower)) this.#note(sought.text);
    for (let at = 0; at + KEY_CHARS <= lower.length; at += 1) {
      const begun = this.#byKey.get(lower.slice(at, at + KEY_CHARS));
      if (begun === undefined) continue;
      for (const sought of begun) if (lower.startsWith(sought.lower, at)) this.#note(sought.text);
    }
  }

  #note(text: string): void {
    if (this.found.has(text)) return;
    this.found.add(text);
    this.#left -= 1;
  }
}
