import { shuffled } from './chance.ts';
import type { Page, Pages } from './pages.ts';
import type { Scene } from './scene.ts';

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

/** Whether the search finds a page for a question about it. */
export async function isFound(
  scene: Pick<Scene, 'botId' | 'search'>,
  { question, page }: { question: string; page: Page },
  signal?: AbortSignal,
): Promise<boolean> {
  const { hits } = await scene.search({ botId: scene.botId, question, limit: FOUND_WITHIN }, signal);
  return hits.some(({ passageId }) => passageId === page.passageId);
}

function isOutOfDate([first]: readonly Page[]): boolean {
  return (
    first !== undefined &&
    OUT_OF_DATE.test(`${first.titlePath.join(' ')} ${first.text.slice(0, OPENING_CHARS)}`)
  );
}
