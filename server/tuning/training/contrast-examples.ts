import { AppError } from '../../base/index.ts';
import type { ChatMessage, ModelFolder } from '../../models/index.ts';
import type { EncodedExample } from './learner.ts';
import type { Example, Recipe } from './types.ts';

/** @throws AppError `bad_request` */
export function requireEmbedder({ id, manifest }: ModelFolder): void {
  if (manifest.kind === 'embedder') return;
  throw new AppError(
    'bad_request',
    `The model "${id}" is no embedder, so it cannot learn which lines answer questions.`,
  );
}

/** @throws AppError `bad_request` where no question ever stands beside a line that does not answer it */
export function requireWrongLines(train: readonly EncodedExample[], { batchRows }: Recipe): void {
  const areTogether = batchRows > 1 && train.length > 1;
  if (areTogether || train.some(({ rows: [, , ...others] }) => others.length > 0)) return;
  throw new AppError(
    'bad_request',
    'Nothing can be learned from a question and its answer alone: give several questions a step, or lines that do not answer.',
  );
}

/**
 * The question, the line that answers it and those that do not, each by itself.
 * @throws AppError `bad_request` where it is no question with one answer
 */
export function textsOf({ id, messages, others = [] }: Example): ChatMessage[][] {
  const [question, line, ...more] = messages;
  if (question?.role === 'user' && line?.role === 'assistant' && more.length === 0) {
    return [question.content, line.content, ...others].map((content) => [{ role: 'user', content }]);
  }
  throw new AppError(
    'bad_request',
    `The example "${id}" is not one question and the line that answers it, so nothing can be learned from it.`,
  );
}
