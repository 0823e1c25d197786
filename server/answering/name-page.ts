import type { SearchHit, SearchResult } from '../knowledge/index.ts';
import { NAMES_OF_PAGES } from './capitals.ts';
import { greatest } from './greatest.ts';
import { withoutMark } from './list-marks.ts';
import { passageSentences } from './passage-sentences.ts';
import { rowOf } from './table-rows.ts';
import { AMOUNT_STEMS, contentStems, coverage, stem, stemSet, words } from './words.ts';

const PART = /[:,(–—]| - /u;
const TOPIC_END = /[:(–—]| - /u;
const YEAR = /\b(?:19|20)\d\d\b/g;
/** What tells no topic. */
const ASKING: ReadonlySet<string> = new Set([...AMOUNT_STEMS, ...['old', 'new', 'good', 'work'].map(stem)]);
/** Share of what was asked that the page's own line says, from which it is about that. */
const LEAST_OWN = 0.5;

export type NamePage = (text: string, passage: SearchHit) => string;

type NamedIn = Pick<SearchResult, 'searched' | 'hits'> & {
  organisation: string;
  /** The year that it is; pages of earlier ones are named. */
  year?: number;
};

/**
 * Says which thing a text is about, where its page is on one that neither the question nor the text names, such as one account
 * among several (`Heron 2 tent: It weighs 2,310 g.`), knows nothing of the one that the question names, or is of a year that is over;
 * and under which heading it stands where the question does not speak of that and the line says little of what was asked. Not again for
 * what is taken from the same place in a row.
 */
export function createPageNamer({ searched, hits, organisation, year = 0 }: NamedIn): NamePage {
  const proper = properNames(hits.map(({ text }) => text).join('\n'), organisation);
  const asked = stemSet(searched);
  const own = stemSet(organisation);
  const topic = [...asked].filter((item) => !ASKING.has(item) && !own.has(item));
  const wanted = (searched.match(NAMES_OF_PAGES) ?? []).filter((name) => proper.has(name));
  let last: { document?: string; page?: string | undefined; heading?: string } = {};

  const isAsked = (title: string) => contentStems(title).some((item) => topic.includes(item));

  const saysLittle = ({ source }: Place) => topic.length > 0 && coverage(topic, stemSet(source)) < LEAST_OWN;

  /** Its page and heading have no word of what was asked, and the line itself has few. */
  function sharesNothing(text: string, { titlePath }: SearchHit, place: Place): boolean {
    const { heading } = place;
    const saysHeading = heading.endsWith('?') && text.startsWith(heading);
    return !saysHeading && ![...titlePath, heading].some(isAsked) && saysLittle(place);
  }

  /** The page's label, where it has to be named. */
  function pageFor(text: string, { titlePath, text: read }: SearchHit, isStrange: boolean) {
    const title = titlePath[0] ?? '';
    const said = new Set([...asked, ...contentStems(text)]);
    const years = (title.match(YEAR) ?? []).map(Number);
    if (years.length > 0 && Math.max(...years) < year) return text.startsWith(title) ? undefined : title;
    const named = title
      .split(PART)
      .map((part) => part.trim())
      .find((part) => namesIn(part, proper).length > 0);
    const isUnnamed = named !== undefined && !namesIn(named, proper).some((name) => isSaid(name, said));
    const known = stemSet(`${titlePath.join(' ')} ${read}`);
    const isOther = wanted.some((name) => !isSaid(name, known));
    const label = named ?? title.split(TOPIC_END)[0]?.trim() ?? '';
    return (isUnnamed || isOther || isStrange) && !isSaid(label, said) ? label : undefined;
  }

  /** The heading, where the question does not speak of it and nothing has said it. */
  function headingFor(text: string, { titlePath }: SearchHit, { heading }: Place): string | undefined {
    const isTold = heading === '' || heading === titlePath[0] || heading === last.heading;
    return isTold || isAsked(heading) || isSaid(heading, stemSet(text)) ? undefined : heading;
  }

  /** The line has little of what was asked, and its heading nothing: what it is said of, only the heading tells. */
  function isAside(place: Place): boolean {
    return !isAsked(place.heading) && saysLittle(place);
  }

  /** `Saturday; High Street: 9am to 5pm`: of what, only the heading says, where the row's own name was not asked for. */
  function isUnaskedRow(text: string, { heading }: Place): boolean {
    const [first, ...others] = rowOf(text.split('\n')[0] ?? '')?.cells ?? [];
    return heading.includes(' ') && others.length > 0 && first?.name === '' && !isAsked(first.value);
  }

  return (text, passage) => {
    const place = placeOf(text, passage);
    const page = pageFor(text, passage, sharesNothing(text, passage, place));
    if (passage.documentId !== last.document) last = { document: passage.documentId };
    const isNamed =
      page !== undefined || last.page !== undefined || isUnaskedRow(text, place) || isAside(place);
    const heading = isNamed ? headingFor(text, passage, place) : undefined;
    const label = [page === last.page ? undefined : page, heading].filter((part) => part !== undefined);
    last = { ...last, page: page ?? last.page, heading: place.heading };
    if (label.length === 0) return text;
    const said = heading?.endsWith('?') ? heading : label.join(', ');
    return `${said}${/[?:]$/.test(said) ? '' : ':'} ${text}`;
  };
}

type Place = { heading: string; source: string };

/** The line that a text, or the first of it, stands under in its passage, and what it was made from: itself where it is copied. */
function placeOf(text: string, passage: SearchHit): Place {
  const sentences = passageSentences(passage);
  const copied = sentences.find((item) => text.includes(withoutMark(item.text)));
  if (copied !== undefined) return { heading: copied.heading, source: text };
  const stems = contentStems(text);
  const [closest] = greatest(sentences, (item) => coverage(stems, stemSet(item.text)));
  return { heading: closest?.heading ?? '', source: closest?.text ?? text };
}

/** Capitalised in mid-sentence, and never written small. */
function properNames(texts: string, organisation: string): ReadonlySet<string> {
  const ordinary = new Set(texts.match(/(?<![\p{L}-])\p{Ll}[\p{L}-]*/gu));
  const own = new Set(words(organisation));
  const names = texts.match(NAMES_OF_PAGES) ?? [];
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
