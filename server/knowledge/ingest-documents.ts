import { toAppError } from '../base/index.ts';
import { addDocument } from './add-document.ts';
import { getDocumentSummary } from './document-row.ts';
import { prepareDocument } from './prepare-document.ts';
import type { IngestEvent, IngestFile, KnowledgeDeps, PrepareProgress } from './types.ts';

export type IngestInput = {
  botId: string;
  files: Iterable<IngestFile> | AsyncIterable<IngestFile>;
  /** For the audit, as in `key:<id>`. */
  actor?: string;
};

/**
 * Adds and prepares many files, one after the other, telling what happens as it happens. A file that fails is an event
 * and the next one goes on; the last event is `finished`, after the index holds everything.
 * @throws AppError `cancelled`, and what concerns every file (the store or the embedder is down)
 */
export async function* ingestDocuments(
  deps: KnowledgeDeps,
  input: IngestInput,
  signal?: AbortSignal,
): AsyncGenerator<IngestEvent> {
  const startedAt = deps.clock.now();
  const counts = { ready: 0, unchanged: 0, failed: 0, passages: 0 };
  let number = 0;
  for await (const file of input.files) {
    signal?.throwIfAborted();
    number += 1;
    yield { type: 'document-started', name: file.name, number };
    for await (const event of ingestOne(deps, input, file, signal)) {
      if (event.type === 'document-failed') counts.failed += 1;
      if (event.type === 'document-ready') {
        if (event.outcome === 'unchanged') counts.unchanged += 1;
        else counts.ready += 1;
        counts.passages += event.passages;
      }
      yield event;
    }
  }
  await deps.index.refresh(input.botId);
  yield { type: 'finished', ...counts, elapsedMs: deps.clock.now() - startedAt };
}

async function* ingestOne(
  deps: KnowledgeDeps,
  { botId, actor }: IngestInput,
  file: IngestFile,
  signal: AbortSignal | undefined,
): AsyncGenerator<IngestEvent> {
  let added: Awaited<ReturnType<typeof addDocument>>;
  try {
    added = await addDocument(deps, { ...file, botId, ...(actor === undefined ? {} : { actor }) });
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code !== 'bad_request' && error.code !== 'too_large') throw error;
    yield { type: 'document-failed', name: file.name, code: error.code, message: error.message };
    return;
  }
  const { documentId, outcome } = added;
  const before = await getDocumentSummary(deps.store.db, documentId);
  if (outcome === 'unchanged' && before.state === 'ready') {
    const passages = before.passageCount;
    yield { type: 'document-ready', name: file.name, documentId, outcome, passages, warnings: [] };
    return;
  }
  const progress = createProgressQueue();
  const preparing = Promise.allSettled([
    prepareDocument(deps, { documentId, onProgress: progress.push }, signal).finally(progress.end),
  ]);
  for await (const step of progress.steps()) {
    yield { type: 'document-progressed', name: file.name, documentId, ...step };
  }
  const [prepared] = await preparing;
  if (prepared.status === 'rejected') throw prepared.reason;
  const { document, warnings } = prepared.value;
  if (document.state === 'failed' && document.error !== undefined) {
    yield { type: 'document-failed', name: file.name, documentId, ...document.error };
    return;
  }
  const passages = document.passageCount;
  yield { type: 'document-ready', name: file.name, documentId, outcome, passages, warnings };
}

/** Turns progress callbacks into a loop; only the latest step is kept for a reader that is slow. */
function createProgressQueue() {
  let latest: PrepareProgress | undefined;
  let ended = false;
  let wake = Promise.withResolvers<void>();
  return {
    push(step: PrepareProgress): void {
      latest = step;
      wake.resolve();
    },
    end(): void {
      ended = true;
      wake.resolve();
    },
    async *steps(): AsyncGenerator<PrepareProgress> {
      while (!ended || latest !== undefined) {
        if (latest === undefined) await wake.promise;
        wake = Promise.withResolvers<void>();
        const step = latest;
        latest = undefined;
        if (step !== undefined) yield step;
      }
    },
  };
}
