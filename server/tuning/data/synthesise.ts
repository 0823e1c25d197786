import { type AskedOfPage, askOfPage } from './ask-of-pages.ts';
import { openDuplicates } from './near-duplicates.ts';
import { currentPages, inTurns, problemOfPair } from './page-order.ts';
import type { Page } from './pages.ts';
import { openScene, type Scene } from './scene.ts';
import { droppedPair, pairOfPage } from './taught-pair.ts';
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
  if (limit <= 0) return { pairs: [], dropped: [] };
  const scene = await openScene(deps, { botId, seed });
  const known = await openDuplicates(scene.embedder, exclude, signal);
  const pairs: TaughtPair[] = [];
  const dropped: DroppedRow[] = [];
  for (const candidate of candidatesOf(scene)) {
    if (pairs.length >= limit) break;
    const pair = pairOf(candidate);
    const reason = await problemOfPair(scene, { pair, page: candidate.page }, signal);
    const twin = reason === undefined ? await known.find(candidate.question) : undefined;
    if (reason === undefined && twin === undefined) {
      pairs.push(pair);
      await known.add(pair.question);
    } else dropped.push(droppedPair(pair, reason ?? `asks the same as "${twin}"`));
  }
  return { pairs, dropped };
}

type Candidate = AskedOfPage & { page: Page };

/** One question of each document, then the next of each. */
function candidatesOf({ pages, seed }: Scene): Candidate[] {
  const queues = currentPages(pages, seed).map((document) =>
    inTurns(document.map((page) => askOfPage(page).map((asked) => ({ ...asked, page })))),
  );
  return inTurns(queues);
}

function pairOf({ rule, ...asked }: Candidate): TaughtPair {
  return pairOfPage(asked, `rule: ${rule}`);
}
