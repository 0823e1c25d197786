import { getDocument } from './get-document.ts';
import { type PreparedDocument, prepareDocument } from './prepare-document.ts';
import type { KnowledgeDeps } from './types.ts';

/**
 * Prepares a stored document again, for instance after it failed or after the reader has learned its format.
 * @throws AppError `not_found`, and what `prepareDocument` throws
 */
export async function retryDocument(
  deps: KnowledgeDeps,
  input: { botId: string; documentId: string },
  signal?: AbortSignal,
): Promise<PreparedDocument> {
  const document = await getDocument(deps, input);
  return await prepareDocument(deps, { documentId: document.id }, signal);
}
