import { AppError } from '../base/index.ts';
import type { IngestEvent, KnowledgeDeps } from './types.ts';

/**
 * Ingests the documents of an organisation's folder (format: knowledge/README.md) into a bot.
 * @throws AppError `not_found` or `bad_request` when the folder is not an organisation
 */
// biome-ignore lint/correctness/useYield: the reader of the format lands next
export async function* loadOrganisation(
  _deps: KnowledgeDeps,
  _input: { botId: string; folder: string },
  _signal?: AbortSignal,
): AsyncGenerator<IngestEvent> {
  throw new AppError('internal', 'Loading an organisation is not built yet.');
}
