/** Words that carry no topic: left out wherever overlap is measured. */
const STOPWORDS = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by
  can cannot could did do does doing down during each else few for from further get go had has have having he her here
  hers him his how i if in into is it its itself just let like may me might more most must my of off on once one only or
  other our out over own please s same shall she should so some such t than that the their them then there these they
  this those through to too under until up us very want was we were what when where which while who whom why will with
  able would yes you your yours im ive id youre youve were dont doesnt didnt cant wont isnt arent wasnt hi hello hey thanks
  thank ok okay know tell need no not nor never none without`.split(/\s+/),
);

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;

/** Lower-case words in order, apostrophes taken out (`don't` is `dont`), accents folded. */
export function words(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (folded.match(WORD) ?? []).map((word) => word.replace(/['’]/g, ''));
}

/** Stems of the words that carry meaning, in order, repeats kept. */
export function contentStems(text: string): string[] {
  return words(text)
    .filter((word) => !STOPWORDS.has(word))
    .map(stem);
}

/** A light suffix stripper: enough to match `returned`, `returns` and `return`; not linguistics. */
export function stem(word: string): string {
  if (word.length <= 3 || /\p{N}/u.test(word)) return word;
  const plural = word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x|z)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  const stripped = plural
    .replace(/(?:ational|ation|ment|ness|able|ible)$/, (suffix) => keepIfShort(plural, suffix))
    .replace(/(?:ing|edly|ed|ly|er)$/, (suffix) => keepIfShort(plural, suffix));
  return stripped.replace(/(?<!^)([bdfgkmnprt])\1$/, '$1').replace(/(?<=..)e$/, '');
}

function keepIfShort(word: string, suffix: string): string {
  return word.length - suffix.length >= 3 ? '' : suffix;
}

/** How much of `wanted` (stems) is in `found`, 0 to 1, each distinct stem weighed by `weight`; 1 when nothing is wanted. */
export function coverage(
  wanted: readonly string[],
  found: ReadonlySet<string>,
  weight: (stem: string) => number = () => 1,
): number {
  let total = 0;
  let covered = 0;
  for (const item of new Set(wanted)) {
    total += weight(item);
    if (found.has(item)) covered += weight(item);
  }
  return total === 0 ? 1 : covered / total;
}
