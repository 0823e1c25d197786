import type { Store } from '../../store/index.ts';
import { type AskedOfPage, askOfPage } from './ask-of-pages.ts';
import { type Page, readPages } from './pages.ts';

export type SuggestQuestionsInput = { botId: string; limit: number };

/** Surest of what the rules make: a page's own question first, a sentence's words turned round last. */
const UNSURE = new Set(['words of a sentence', 'a heading']);

/**
 * Questions that the bot's documents answer, to try it with: from as many documents and passages as there are, those that
 * stand in a document word for word first. Empty where the rules, which know English, find none.
 */
export async function suggestQuestions(
  { store }: { store: Pick<Store, 'db'> },
  { botId, limit }: SuggestQuestionsInput,
): Promise<string[]> {
  const { byDocument } = await readPages(store, botId);
  const perDocument = [...byDocument.values()].map(questionsOf);
  const turns = Math.max(0, ...perDocument.map((questions) => questions.length));
  const inTurn = Array.from({ length: turns }, (_, turn) =>
    perDocument.flatMap((questions) => questions.slice(turn, turn + 1)),
  ).flat();
  const sure = inTurn.filter(({ rule }) => !UNSURE.has(rule));
  const rest = inTurn.filter(({ rule }) => UNSURE.has(rule));
  return [...new Set([...sure, ...rest].map(({ question }) => question))].slice(0, limit);
}

/** A question of each passage first, then their second ones. */
function questionsOf(pages: readonly Page[]): AskedOfPage[] {
  const asked = pages.map((page) => askOfPage(page).toSorted((one, other) => rank(one) - rank(other)));
  const longest = Math.max(0, ...asked.map((questions) => questions.length));
  return Array.from({ length: longest }, (_, turn) =>
    asked.flatMap((questions) => questions.slice(turn, turn + 1)),
  ).flat();
}

function rank({ rule }: AskedOfPage): number {
  return UNSURE.has(rule) ? 1 : 0;
}
