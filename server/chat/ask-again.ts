import type { AnswerInput } from '../answering/index.ts';
import { invariant } from '../base/index.ts';
import type { AnswerKind } from '../contract/index.ts';
import type { ChatDeps } from './types.ts';

/** What a bot says to a question now; nothing is recorded, since nobody asked. */
export async function askAgain(
  deps: Pick<ChatDeps, 'answer' | 'turns'>,
  input: Pick<AnswerInput, 'botId' | 'question' | 'history' | 'reader'>,
  signal?: AbortSignal,
): Promise<{ text: string; kind: AnswerKind }> {
  using running = deps.turns.track(signal);
  for await (const event of deps.answer(input, running.signal)) {
    if (event.type === 'finished') return { text: event.text, kind: event.passport.kind };
  }
  invariant(false, 'An answer ended without its last event.');
}
