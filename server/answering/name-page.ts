import type { SearchHit, SearchResult } from '../knowledge/index.ts';
import { contentStems, words } from './words.ts';

/** Capitalised where no sentence begins: `the Heron 2`. */
const MID_SENTENCE = /(?<=[\p{Ll}\d(],? ?)(?<= |\()\p{Lu}\p{Ll}[\p{L}-]+/gu;
const PART = /[:,(–—]| - /u;

export type NamePage = (text: string, passage: SearchHit) => string;

type NamedIn = Pick<SearchResult, 'searched' | 'hits'> & { organisation: string };

/**
 * Says which thing a text is about, where its page is on one that neither the question nor the text names, such as one account
 * among several (`Heron 2 tent: It weighs 2,310 g.`), or knows nothing of the one that the question names. Once for what is taken
 * from the same document in a row.
 */
export function createPageNamer({ searched, hits, organisation }: NamedIn): NamePage {
  const proper = properNames(hits.map(({ text }) => text).join('\n'), organisation);
  const asked = new Set(contentStems(searched));
  const wanted = (searched.match(MID_SENTENCE) ?? []).filter((name) => proper.has(name));
  let lastDocument: string | undefined;
  return (text, passage) => {
    if (passage.documentId === lastDocument) return text;
    lastDocument = passage.documentId;
    const title = passage.titlePath[0] ?? '';
    const parts = title.split(PART).map((part) => part.trim());
    const said = new Set([...asked, ...contentStems(text)]);
    const own = parts.find((part) => namesIn(part, proper).length > 0);
    const isUnnamed = own !== undefined && !namesIn(own, proper).some((name) => isSaid(name, said));
    const known = new Set(contentStems(`${passage.titlePath.join(' ')} ${passage.text}`));
    const isOther = wanted.some((name) => !isSaid(name, known));
    const label = own ?? parts[0] ?? '';
    if (!(isUnnamed || isOther) || isSaid(label, said)) return text;
    return `${label}: ${text}`;
  };
}

/** Capitalised in mid-sentence, and never written small. */
function properNames(texts: string, organisation: string): ReadonlySet<string> {
  const ordinary = new Set(texts.match(/(?<![\p{L}-])\p{Ll}[\p{L}-]*/gu));
  const own = new Set(words(organisation));
  const names = texts.match(MID_SENTENCE) ?? [];
  return new Set(
    names.filter((name) => !ordinary.has(name.toLowerCase()) && !words(name).every((word) => own.has(word))),
  );
}

/** Whether all its telling words are there. */
function isSaid(name: string, said: ReadonlySet<string>): boolean {
  return contentStems(name).every((word) => said.has(word));
}

function namesIn(text: string, proper: ReadonlySet<string>): string[] {
  return (text.match(/\p{Lu}[\p{L}-]+/gu) ?? []).filter((name) => proper.has(name));
}
