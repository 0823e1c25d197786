type Sentences = Readonly<Record<string, string>>;
export type Known = {
  sentences: Sentences;
  /** What a field of a request is called: `contact.email`, `questions[0].text`. */
  sayField(path: string): string;
};

/** Fills an ICU text in, with the language that it is in. */
type Fill = (text: string, values: Readonly<Record<string, string | number>>) => string;
type Pattern = {
  /** What stands before, between and behind what is filled in. */
  literals: readonly string[];
  names: readonly string[];
  text: string;
  /** What stands behind it may be several sentences. */
  isOpen: boolean;
};

/** Deeper, what is filled in stays as it came: names of documents and the words of visitors are no sentences of the server. */
const MAX_DEPTH = 3;
/** A sentence with longer ones in it quotes whole pages. */
const MAX_CHARS = 6_000;
/** No text of the server has more, but for what is filled in behind its last one. */
const MAX_SENTENCES = 5;
/** Reasons and names of parts come in a row. */
const PART_OF_LIST = /[^;,\s][^;,]*/gu;
/** What is filled in under this name lists fields, each with what is wrong with it: `name is empty; contact.email is missing`. */
const PROBLEMS = 'problems';
const FIELD_AND_PROBLEM = /^(\S+) ((?:is|has|must) .+)$/su;
/** 4000, and 4,000 as English writes it. */
const NUMBER = /^(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})$/;
const END_OF_SENTENCE = /[.!?…] (?=[\p{Lu}\p{N}"“])/gu;

/**
 * Says what the server says in another language. `sentences` has the English for its keys, `{name}` where the server fills in;
 * what it filled in is read back from the sentence, and is translated too where it is a text of the server itself. Sentences
 * that stand in a row are found one by one; what is not known stays English.
 */
export function createSaid({ sentences, sayField }: Known, fill: Fill): (english: string) => string {
  const patterns = Object.entries(sentences)
    .map(([english, text]) => patternOf(english, text))
    .sort((a, b) => b.weight - a.weight);

  function whole(english: string, depth: number, isStrict: boolean): string | undefined {
    for (const { literals, names, text, isOpen } of patterns) {
      const found = filledIn(english, literals);
      if (found === undefined) continue;
      const closed = isOpen ? found.slice(0, -1) : found;
      if (isStrict && closed.some((value) => endsIn(value).length > 0)) continue;
      return fill(
        text,
        Object.fromEntries(names.map((name, at) => [name, filledWith(name, found[at] ?? '', depth)])),
      );
    }
    return undefined;
  }

  function filledWith(name: string, value: string, depth: number): string | number {
    if (NUMBER.test(value)) return Number(value.replaceAll(',', ''));
    if (name === PROBLEMS) return sentence(value) ?? value.split('; ').map(problem).join('; ');
    return depth < MAX_DEPTH ? inPieces(value, depth + 1) : value;
  }

  /** One that goes on in another has lost its full stop there. */
  function sentence(english: string): string | undefined {
    return whole(`${english}.`, 1, true)?.replace(/\.$/, '');
  }

  function problem(english: string): string {
    const [, field = '', wrong] = FIELD_AND_PROBLEM.exec(english) ?? [];
    const known = wrong === undefined ? undefined : whole(wrong, MAX_DEPTH, true);
    return known === undefined ? inPieces(english, 1) : `${sayField(field)} ${known}`;
  }

  function inList(english: string, depth: number): string | undefined {
    const members = english.split('; ');
    if (depth === 0 || members.length === 1) return undefined;
    const known = members.map((member) => whole(member, depth, true));
    return known.includes(undefined) ? undefined : known.join('; ');
  }

  function inPieces(english: string, depth: number): string {
    const known = inList(english, depth) ?? whole(english, depth, true);
    if (known !== undefined) return known;
    const ends = endsIn(english);
    for (const end of ends.slice(0, MAX_SENTENCES).toReversed()) {
      const head = whole(english.slice(0, end), depth, true);
      if (head !== undefined) return `${head} ${inPieces(english.slice(end + 1), depth)}`;
    }
    const loose = whole(english, depth, false);
    if (loose !== undefined) return loose;
    const [first] = ends;
    if (first !== undefined) {
      return `${english.slice(0, first)} ${inPieces(english.slice(first + 1), depth)}`;
    }
    return depth === 0 ? english : english.replace(PART_OF_LIST, (part) => whole(part, depth, true) ?? part);
  }

  return (english) => (english.length > MAX_CHARS ? english : inPieces(english, 0));
}

/** Where a sentence ends and another begins. */
function endsIn(text: string): number[] {
  return [...text.matchAll(END_OF_SENTENCE)].map(({ index }) => index + 1);
}

/**
 * What is filled in between the literals, the shortest first; undefined where they do not stand in `english` in this order. In one pass,
 * so that no text, however made, takes long.
 */
function filledIn(english: string, literals: readonly string[]): string[] | undefined {
  const [first = '', ...rest] = literals;
  const last = rest.pop();
  if (last === undefined) return english === first ? [] : undefined;
  const end = english.length - last.length;
  if (end < first.length || !english.startsWith(first) || !english.endsWith(last)) return undefined;
  const found: string[] = [];
  let at = first.length;
  for (const literal of rest) {
    const next = english.indexOf(literal, at);
    if (next === -1 || next + literal.length > end) return undefined;
    found.push(english.slice(at, next));
    at = next + literal.length;
  }
  return [...found, english.slice(at, end)];
}

/** What has more words of its own is tried first: it says more exactly what it is. */
function patternOf(english: string, text: string): Pattern & { weight: number } {
  const parts = english.split(/\{(\w+)\}/);
  const literals = parts.filter((_, index) => index % 2 === 0);
  const names = parts.filter((_, index) => index % 2 === 1);
  return { literals, names, text, isOpen: /[.!?] \{\w+\}$/.test(english), weight: literals.join('').length };
}
