import { type AskedOfPage, askOfPage } from './ask-of-pages.ts';
import { shuffled } from './chance.ts';
import { openDuplicates } from './near-duplicates.ts';
import { type Page, supports } from './pages.ts';
import { openScene, type Scene } from './scene.ts';
import type { DataDeps, DroppedRow, TaughtPair } from './types.ts';

export type SynthesiseInput = {
  botId: string;
  /** Most pairs wanted. */
  limit: number;
  /** Questions that must not come out again: of tests, and of lessons. */
  exclude: readonly string[];
  seed: number;
};

export type Synthesised = { pairs: TaughtPair[]; dropped: DroppedRow[] };

/** A question is about a page when the search finds that page for it so far up. */
const FOUND_WITHIN = 3;
/** What says of itself that it no longer holds teaches wrong answers. */
const OUT_OF_DATE = /\b(?:out of date|superseded|archived?|no longer (?:valid|in force)|replaced by)\b/i;
const OPENING_CHARS = 400;

/**
 * Questions and answers made of a bot's own documents by rules: found among the headings and tables, and asked of
 * sentences. Kept is what its page supports and the search finds the page for; spread evenly over the documents.
 * @throws AppError `not_found` for the bot, and what searching and embedding throw
 */
export async function synthesise(
  deps: DataDeps,
  { botId, limit, exclude, seed }: SynthesiseInput,
  signal?: AbortSignal,
): Promise<Synthesised> {
  const scene = await openScene(deps, { botId, seed });
  const known = await openDuplicates(scene.embedder, exclude, signal);
  const pairs: TaughtPair[] = [];
  const dropped: DroppedRow[] = [];
  for (const candidate of inTurns(scene, seed)) {
    if (pairs.length >= limit) break;
    const reason = await problemOf(scene, candidate, signal);
    const twin = reason === undefined ? await known.find(candidate.question) : undefined;
    const { page, ...asked } = candidate;
    const pair = pairOf(asked, page);
    if (reason === undefined && twin === undefined) {
      pairs.push(pair);
      await known.add(pair.question);
    } else dropped.push({ ...droppedOf(pair), reason: reason ?? `asks the same as "${twin}"` });
  }
  return { pairs, dropped };
}

type Candidate = AskedOfPage & { page: Page };

/** One question of each document, then the next of each. */
function inTurns({ pages }: Scene, seed: number): Candidate[] {
  const queues = [...pages.byDocument.values()]
    .filter((document) => !isOutOfDate(document))
    .map((document) => {
      const pages = shuffled(document, seed, ({ documentName, position }) => `${documentName}/${position}`);
      return taken(pages.map((page) => askOfPage(page).map((asked) => ({ ...asked, page }))));
    });
  return taken(queues);
}

/** The first of each list, then the second of each. */
function taken(lists: readonly (readonly Candidate[])[]): Candidate[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list[turn] ?? [])).flat();
}

function isOutOfDate([first]: readonly Page[]): boolean {
  return (
    first !== undefined &&
    OUT_OF_DATE.test(`${first.titlePath.join(' ')} ${first.text.slice(0, OPENING_CHARS)}`)
  );
}

async function problemOf(
  scene: Scene,
  candidate: Candidate,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { question, page } = candidate;
  const pair = pairOf(candidate, page);
  if (!supports(page, pair, scene.bot.organisation)) return 'its own page does not support the answer';
  const { hits } = await scene.search({ botId: scene.botId, question, limit: FOUND_WITHIN }, signal);
  if (hits.some(({ passageId }) => passageId === page.passageId)) return undefined;
  return 'the search finds other pages for this question: it does not say enough by itself';
}

function pairOf({ question, answer, rule }: AskedOfPage, { documentName, text }: Page): TaughtPair {
  return { question, answer, history: [], context: text, documentName, who: `rule: ${rule}` };
}

function droppedOf({ question, answer, documentName, who }: TaughtPair): Omit<DroppedRow, 'reason'> {
  return { part: 'answer', question, answer, who, ...(documentName === undefined ? {} : { documentName }) };
}
