import { AppError } from '../base/index.ts';
import { getConversationRow } from './find-conversation.ts';
import type { RunningTurn } from './running-turns.ts';
import type { ChatDeps, Visitor } from './types.ts';

/** The turn under way in a visitor's own conversation, or undefined when it is idle. @throws AppError `not_found` */
export async function findRunningTurn(
  deps: Pick<ChatDeps, 'store' | 'turns'>,
  input: { visitor: Visitor; id: string },
): Promise<RunningTurn | undefined> {
  const row = await getConversationRow(deps.store.db, input.visitor, input.id);
  return deps.turns.find(row.id);
}

/** Ends the running reply at once, as the visitor asked; what was shown stays. Idle is no error. */
export async function stopTurn(
  deps: Pick<ChatDeps, 'store' | 'turns'>,
  input: { visitor: Visitor; id: string },
): Promise<void> {
  const turn = await findRunningTurn(deps, input);
  turn?.stop(new AppError('cancelled', 'The answer was stopped.'));
  await turn?.finished;
}
