import { withoutCitations } from '../../answering/index.ts';
import { AppError } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { Passport } from '../../contract/index.ts';
import type { Embedder } from '../../models/index.ts';
import { addPreferencePair } from './add-pair.ts';
import { servedPrompt } from './served-prompt.ts';
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
  const { settings } = await getBot(deps, botId);
  const { messages, used } = await servedPrompt(
    deps,
    { botId, bot: settings, passport: turn.passport },
    signal,
  );
  const documentIds = [...new Set(used.map(({ documentId }) => documentId))];
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
