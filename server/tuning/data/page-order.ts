import { shuffled } from './chance.ts';
import { type Page, type Pages, supports } from './pages.ts';
import type { Scene } from './scene.ts';
import type { TaughtPair } from './types.ts';

/** What says of itself that it no longer holds teaches wrong answers. */
const OUT_OF_DATE = /\b(?:out of date|superseded|archived?|no longer (?:valid|in force)|replaced by)\b/i;
const OPENING_CHARS = 400;
/** A question is about a page when the search finds that page for it so far up. */
const FOUND_WITHIN = 3;

/** The pages of each document that still holds, in an order that depends on the seed. */
export function currentPages({ byDocument }: Pages, seed: number): Page[][] {
  return [...byDocument.values()]
    .filter((document) => !isOutOfDate(document))
    .map((document) =>
      shuffled(document, seed, ({ documentName, position }) => `${documentName}/${position}`),
    );
}

/** The first of each list, then the second of each. */
export function inTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, turn) =>
    lists.flatMap((list) => list.slice(turn, turn + 1)),
  ).flat();
}

/** Why a question and answer made of a page are not taught: its words and numbers are not the page's, or others are found for it. */
export async function problemOfPair(
  scene: Pick<Scene, 'botId' | 'bot' | 'search'>,
  { pair, page }: { pair: TaughtPair; page: Page },
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (!supports(page, pair, scene.bot.organisation)) return 'its own page does not support the answer';
  const { botId } = scene;
  const { hits } = await scene.search({ botId, question: pair.question, limit: FOUND_WITHIN }, signal);
  if (hits.some(({ passageId }) => passageId === page.passageId)) return undefined;
  return 'the search finds other pages for this question: it does not say enough by itself';
}

function isOutOfDate([first]: readonly Page[]): boolean {
  return (
    first !== undefined &&
    OUT_OF_DATE.test(`${first.titlePath.join(' ')} ${first.text.slice(0, OPENING_CHARS)}`)
  );
}
