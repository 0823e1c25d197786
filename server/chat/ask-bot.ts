import type { AnswerEvent, AnswerInput } from '../answering/index.ts';
import { AppError, invariant, newId } from '../base/index.ts';
import type { AskReply, Source } from '../contract/index.ts';
import type { Generator } from '../models/index.ts';
import { countTurn } from './count-turn.ts';
import type { ChatDeps } from './types.ts';

export type AskDeps = Pick<ChatDeps, 'store' | 'clock' | 'metrics' | 'answer' | 'turns'>;

/**
 * One question without a conversation: the command line, staff who try a bot, OpenAI's clients.
 * `generator` answers in place of what serves the bot. The turn is recorded as any other. Yields the answer's events as they come.
 * @throws AppError `bad_request`, `not_found`, `shutting_down`, and whatever stops an answer
 */
export async function* askBot(
  deps: AskDeps,
  input: AnswerInput,
  signal?: AbortSignal,
  generator?: Generator,
): AsyncGenerator<AnswerEvent & { turnId: string }> {
  if (input.question.trim() === '') {
    throw new AppError('bad_request', 'The question is empty. Write a question first.');
  }
  const turnId = newId('turn');
  using running = deps.turns.track(signal);
  for await (const event of deps.answer(input, running.signal, generator)) {
    if (event.type === 'finished') {
      await recordTurn(deps, turnId, input, event);
      countTurn(deps, event.passport);
    }
    yield { ...event, turnId };
  }
}

/** `askBot` to its end. */
export async function askBotToEnd(
  deps: AskDeps,
  input: AnswerInput,
  signal?: AbortSignal,
  generator?: Generator,
): Promise<AskReply> {
  let sources: Source[] = [];
  let suggestions: string[] = [];
  let reply: AskReply | undefined;
  for await (const event of askBot(deps, input, signal, generator)) {
    if (event.type === 'sources') sources = event.sources;
    if (event.type === 'suggestions') suggestions = event.suggestions;
    if (event.type === 'finished') {
      const { turnId, text, offerPerson, passport } = event;
      reply = { turnId, text, sources, suggestions, offerPerson, passport };
    }
  }
  invariant(reply, 'An answer ended without its last event.');
  return { ...reply, sources, suggestions };
}

type Finished = Extract<AnswerEvent, { type: 'finished' }>;

async function recordTurn(
  deps: AskDeps,
  id: string,
  { botId, history = [] }: AnswerInput,
  { passport, text }: Finished,
): Promise<void> {
  await deps.store.db
    .insertInto('turns')
    .values({
      id,
      conversation_id: null,
      bot_id: botId,
      message_id: null,
      kind: passport.kind,
      unsure: passport.unsure ? 1 : 0,
      passport: JSON.stringify(passport),
      history: JSON.stringify(history),
      reply: text,
      created_at: deps.clock.now(),
    })
    .execute();
}
