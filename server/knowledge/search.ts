import { AppError } from '../base/index.ts';
import type { KnowledgeDeps, SearchInput, SearchResult } from './types.ts';

/**
 * The passages that bear on a question, best first: the conversation is folded into the question, then nearest vectors
 * and matching words are fused. Only passages that are enabled and exist now are returned.
 * @throws AppError what the embedder throws
 */
export async function search(
  _deps: Pick<KnowledgeDeps, 'store' | 'embedder' | 'index' | 'log'>,
  _input: SearchInput,
  _signal?: AbortSignal,
): Promise<SearchResult> {
  throw new AppError('internal', 'Searching is not built yet.');
}
