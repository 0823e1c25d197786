import { buildPrompt, rankSentences, withoutCitations } from '../../answering/index.ts';
import { AppError } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { Passport } from '../../contract/index.ts';
import { parseTitlePath, type SearchHit } from '../../knowledge/index.ts';
import type { ChatMessage, Embedder } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';
import { addPreferencePair } from './add-pair.ts';
import type { PreferenceDeps, PreferencePair } from './types.ts';

/** What was served, as the conversation's record keeps it. */
export type ServedTurn = {
  id: string;
  passport: Passport;
  /** What the visitor was shown; null where it was not kept. */
  text: string | null;
};

export type CorrectAnswerInput = {
  actor: string;
  botId: string;
  turn: ServedTurn;
  /** What the bot should have said. */
  chosen: string;
  /** What it said; needed only where the turn's text was not kept. */
  rejected?: string;
  /** Chosen beforehand by who must find it again after a crash; a new one when absent. */
  id?: string;
};

/**
 * Keeps a correction as a preference: the prompt is built again from the answer's passport, with the passages it was
 * served from.
 * @throws AppError `not_found`, `bad_request` where no model worded the answer, `conflict` where its passages are gone
 */
export async function correctAnswer(
  deps: PreferenceDeps & { embedder: Embedder },
  input: CorrectAnswerInput,
  signal?: AbortSignal,
): Promise<PreferencePair> {
  const { actor, botId, turn, chosen, id } = input;
  const rejected = input.rejected ?? turn.text;
  if (rejected === null) {
    throw new AppError('bad_request', 'rejected: what the bot said was not kept; send it along.');
  }
  const { messages, documentIds } = await servedPrompt(deps, { botId, passport: turn.passport }, signal);
  const answers = { chosen, rejected: withoutCitations(rejected) };
  const source = 'correction';
  return addPreferencePair(deps, {
    actor,
    botId,
    messages,
    ...answers,
    source,
    turnId: turn.id,
    documentIds,
    ...(id !== undefined && { id }),
  });
}

/** The prompt that a turn was worded from. */
async function servedPrompt(
  deps: { store: Store; embedder: Embedder },
  { botId, passport }: { botId: string; passport: Passport },
  signal?: AbortSignal,
): Promise<{ messages: ChatMessage[]; documentIds: string[] }> {
  if (passport.prompt === undefined) {
    throw new AppError(
      'bad_request',
      'The model did not word this answer, so no preference can change it. Write a lesson instead.',
    );
  }
  const { settings } = await getBot(deps, botId);
  const { searched } = passport;
  const hits = await servedPassages(deps.store, botId, passport);
  const [searchedVector = new Float32Array()] = await deps.embedder.embed([searched], signal);
  const ranked = await rankSentences(deps.embedder, { searched, searchedVector, hits }, signal);
  const { messages, used } = buildPrompt({ bot: settings, question: searched, ranked });
  return { messages, documentIds: [...new Set(used.map(({ documentId }) => documentId))] };
}

/** In the order in which they were found; those that stood in the prompt must still be there. */
async function servedPassages(store: Store, botId: string, passport: Passport): Promise<SearchHit[]> {
  const ids = passport.found.map(({ passageId }) => passageId);
  if (ids.length === 0) return [];
  const rows = await store.db
    .selectFrom('passages as p')
    .innerJoin('documents as d', 'd.id', 'p.document_id')
    .select(['p.id', 'p.document_id', 'p.position', 'p.title_path', 'p.text', 'd.name'])
    .where('p.bot_id', '=', botId)
    .where('p.id', 'in', ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return passport.found.flatMap(({ passageId, score, vectorScore, lexicalScore, used }): SearchHit[] => {
    const row = byId.get(passageId);
    if (!row && used) {
      throw new AppError(
        'conflict',
        'The documents behind this answer have changed since, so its prompt cannot be built again. Ask once more, and correct that answer.',
      );
    }
    if (!row) return [];
    const { document_id: documentId, position, text, name: documentName } = row;
    const titlePath = parseTitlePath(row.title_path);
    const scores = { score, vectorScore, lexicalScore, wordShare: 0 };
    return [{ passageId, documentId, documentName, position, titlePath, text, ...scores }];
  });
}
