import { checkText } from '../../answering/index.ts';
import { FOR_EVERYONE, parseTitlePath, type SearchHit } from '../../knowledge/index.ts';
import type { Store } from '../../store/index.ts';
import { restsOn } from './check-target.ts';
import type { TaughtPair } from './types.ts';
import { overlap } from './words.ts';

export type Page = Omit<SearchHit, 'score' | 'vectorScore' | 'lexicalScore' | 'wordShare'>;

/** Everything that the bot can find and tell everybody, by document, in reading order: what is learned is told to all. */
export type Pages = {
  byDocument: ReadonlyMap<string, readonly Page[]>;
  all: readonly Page[];
};

export async function readPages(store: Pick<Store, 'db'>, botId: string): Promise<Pages> {
  const rows = await store.db
    .selectFrom('passages as p')
    .innerJoin('documents as d', 'd.id', 'p.document_id')
    .select(['p.id', 'p.document_id', 'd.name', 'p.position', 'p.title_path', 'p.text', 'd.url'])
    .where('p.bot_id', '=', botId)
    .where('p.enabled', '=', 1)
    .where('d.enabled', '=', 1)
    .where('d.audience', '=', FOR_EVERYONE)
    .orderBy('d.name')
    .orderBy('p.position')
    .execute();
  const all = rows.map((row) => ({
    passageId: row.id,
    documentId: row.document_id,
    documentName: row.name,
    position: Number(row.position),
    titlePath: parseTitlePath(row.title_path),
    text: row.text,
    ...(row.url === null ? {} : { url: row.url }),
  }));
  return { all, byDocument: Map.groupBy(all, ({ documentName }) => documentName) };
}

/** Passages in a lesson's context may be numbered as they are in its answer. */
const NUMBERED = /^\s*\[\d{1,2}\]\s*/gm;

export type GoldInput = {
  pair: TaughtPair;
  hits: readonly Page[];
  pages: Pages;
  organisation: string;
};

/**
 * The passage that a pair's answer is from: of the document it names, else of those found, the one that supports the answer
 * and shares most words with the text it was written from. The text itself where the bot has no such passage.
 */
export function findGold({ pair, hits, pages, organisation }: GoldInput): Page | undefined {
  const named = pair.documentName === undefined ? [] : (pages.byDocument.get(pair.documentName) ?? []);
  const written = `${pair.context ?? ''} ${pair.answer}`;
  for (const candidates of [named, hits]) {
    const supporting = candidates
      .filter((page) => supports(page, pair, organisation))
      .map((page) => ({ page, share: overlap(`${page.titlePath.join(' ')} ${page.text}`, written) }))
      .sort((one, other) => other.share - one.share);
    const [best] = supporting;
    if (best !== undefined) return best.page;
  }
  if (pair.context !== undefined) return pageOfContext(pair, pair.context, named);
  return pair.lessonId === undefined ? undefined : vouchedPage(pair, [...named, ...hits]);
}

/** The page with most words of an answer that a person vouches for. */
function vouchedPage({ answer }: TaughtPair, candidates: readonly Page[]): Page | undefined {
  const [best] = candidates
    .map((page) => ({ page, text: `${page.titlePath.join(' ')} ${page.text}` }))
    .filter(({ text }) => restsOn(text, answer))
    .sort((one, other) => overlap(other.text, answer) - overlap(one.text, answer));
  return best?.page;
}

/** Whether every sentence of the pair's answer rests on this page. */
export function supports(page: Page, pair: TaughtPair, organisation: string): boolean {
  const checks = checkText({ text: pair.answer, passages: [page], question: pair.question, organisation });
  return checks.length > 0 && checks.every(({ supported }) => supported);
}

function pageOfContext(pair: TaughtPair, context: string, named: readonly Page[]): Page {
  const title = named[0]?.titlePath[0] ?? 'Help page';
  const documentName = pair.documentName ?? '';
  const id = `lesson:${pair.lessonId ?? pair.question}`;
  return {
    passageId: id,
    documentId: id,
    documentName,
    position: 0,
    titlePath: [title],
    text: context.replace(NUMBERED, ''),
  };
}

/** A page as if it had been found, where nothing is known of how well it matched. */
export function asHit(page: Page | SearchHit): SearchHit {
  return { score: 0, vectorScore: 0, lexicalScore: 0, wordShare: 0, ...page };
}
