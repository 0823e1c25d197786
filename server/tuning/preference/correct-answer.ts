import { modelWords } from '../../answering/index.ts';
import { AppError } from '../../base/index.ts';
import { getBot } from '../../bots/index.ts';
import type { Passport } from '../../contract/index.ts';
import type { Embedder } from '../../models/index.ts';
import { restsOnPages } from '../data/check-target.ts';
import { addPreferencePair } from './add-pair.ts';
import { servedPrompt, unworded } from './served-prompt.ts';
import type { PreferenceDeps, PreferencePair } from './types.ts';

/** What was served, as the conversation's record keeps it. */
export type ServedTurn = {
  id: string;
  passport: Passport;
};

export type CorrectAnswerInput = {
  actor: string;
  botId: string;
  turn: ServedTurn;
  /** What the bot should have said. */
  chosen: string;
  /** What is to become unlikely; what the model said of the answer when absent. */
  rejected?: string;
  /** Chosen beforehand by who must find it again after a crash; a new one when absent. */
  id?: string;
};

/**
 * Keeps a correction as a preference: the prompt is built again from the answer's passport, with the passages it was
 * served from. What becomes unlikely is what the model said: a quote or a line that code showed is not its doing, and to learn
 * against them would be to learn against the pages.
 * @throws AppError `not_found`, `bad_request` where no model worded the answer or its pages do not say what it should have said,
 * `conflict` where its passages are gone
 */
export async function correctAnswer(
  deps: PreferenceDeps & { embedder: Embedder },
  input: CorrectAnswerInput,
  signal?: AbortSignal,
): Promise<PreferencePair> {
  const { actor, botId, turn, chosen, id } = input;
  const rejected = input.rejected ?? modelWords(turn.passport);
  if (rejected === '') throw unworded();
  const { settings } = await getBot(deps, botId);
  const { messages, used } = await servedPrompt(
    deps,
    { botId, bot: settings, passport: turn.passport },
    signal,
  );
  if (!restsOnPages(messages.at(-1)?.content ?? '', chosen)) {
    throw new AppError(
      'bad_request',
      'The pages that the model was given for this answer do not say this, so that to prefer it would be to invent. A lesson is taught from the page that says it.',
    );
  }
  const documentIds = [...new Set(used.map(({ documentId }) => documentId))];
  const answers = { chosen, rejected };
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
