import type { Clock } from '../base/index.ts';
import { type ApprovedAnswer, listApprovedAnswers, listApprovedVersions } from '../bots/index.ts';
import type { Embedder } from '../models/index.ts';
import type { Store } from '../store/index.ts';
import { type Phrasing, pickApproved } from './pick-approved.ts';
import type { ApprovedMatch } from './types.ts';

/** Bots whose phrasings are kept as vectors; 1,000 phrasings take 1.5 MB. */
const MAX_BOOKS = 50;

export type ApprovedBookDeps = { store: Store; embedder: Embedder; clock: Clock };

/** Finds the approved answer to a question, if there is one that fits without doubt. */
export type ApprovedBook = {
  match(botId: string, question: string, signal?: AbortSignal): Promise<ApprovedMatch | undefined>;
};

type Book = { signature: string; phrasings: Phrasing[] };

/** Looks for each question whether a bot's approved answers have changed, so that a change holds at once; texts and vectors are kept. */
export function openApprovedBook(deps: ApprovedBookDeps): ApprovedBook {
  const books = new Map<string, Book>();
  return {
    async match(botId, question, signal) {
      const at = deps.clock.now();
      const signature = signatureOf(await listApprovedVersions(deps, { botId, at }));
      if (signature === '') return undefined;
      const known = books.get(botId);
      const book = known?.signature === signature ? known : await openBook(deps, { botId, at }, signal);
      books.delete(botId);
      books.set(botId, book);
      if (books.size > MAX_BOOKS) books.delete(books.keys().next().value ?? '');
      const [asked = new Float32Array(0)] = await deps.embedder.embed([question], signal);
      return pickApproved(question, asked, book.phrasings);
    },
  };
}

function signatureOf(answers: readonly Pick<ApprovedAnswer, 'id' | 'version'>[]): string {
  return answers
    .map(({ id, version }) => `${id}:${version}`)
    .toSorted()
    .join();
}

async function openBook(
  deps: ApprovedBookDeps,
  { botId, at }: { botId: string; at: number },
  signal: AbortSignal | undefined,
): Promise<Book> {
  const answers = (await listApprovedAnswers(deps, { botId })).filter(
    ({ enabled, expiresAt }) => enabled && (expiresAt === null || expiresAt > at),
  );
  const texts = answers.flatMap((answer) =>
    [answer.question, ...answer.paraphrases].map((text) => ({ answer, text })),
  );
  const words = texts.map(({ text }) => text);
  const vectors = words.length === 0 ? [] : await deps.embedder.embed(words, signal);
  const phrasings = texts.map((item, index) => ({ ...item, vector: vectors[index] ?? new Float32Array(0) }));
  return { signature: signatureOf(answers), phrasings };
}
