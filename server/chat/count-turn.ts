import type { ErrorCode, Passport } from '../contract/index.ts';
import type { ChatDeps } from './types.ts';

/** Counts an answer by its kind, with what the model read and wrote for it. */
export function countTurn({ metrics }: Pick<ChatDeps, 'metrics'>, passport: Passport): void {
  metrics.count('foyer_turns_total', { kind: passport.kind });
  metrics.count('foyer_prompt_tokens_total', {}, passport.prompt?.tokens ?? 0);
  metrics.count('foyer_generated_tokens_total', {}, passport.generated?.tokens ?? 0);
}

/** Counts an answer that did not come to its end. */
export function countUnfinishedTurn({ metrics }: Pick<ChatDeps, 'metrics'>, code: ErrorCode): void {
  metrics.count('foyer_turns_unfinished_total', { code });
}
