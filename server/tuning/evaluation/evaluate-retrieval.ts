import { AppError } from '../../base/index.ts';
import { estimate, mean } from './estimate.ts';
import { findDocuments } from './find-documents.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';
import { hitAt, recallAt, reciprocalRankAt } from './retrieval-metrics.ts';
import type { QuestionRow } from './rows.ts';
import type { EvaluationDeps, EvaluationInput, EvaluationReport, Retriever } from './types.ts';

export type RetrievalItem = {
  id: string;
  question: string;
  searched: string;
  gold: string[];
  /** The first ten documents, best first. */
  found: string[];
  recallAt5: number;
};

const KEPT = 10;

/**
 * Ingests the corpus as serving would and measures where the gold documents are found. Questions without `gold_ids` are left out.
 * @throws AppError `bad_request` where there is no gold document to find; `cancelled`, and what ingesting or searching throws
 */
export async function evaluateRetrieval(
  deps: EvaluationDeps,
  input: EvaluationInput & { retriever?: Retriever },
  signal?: AbortSignal,
): Promise<EvaluationReport<RetrievalItem>> {
  const startedAt = deps.clock.now();
  const retriever = input.retriever ?? 'hybrid';
  const asked = input.questions.filter((row) => (row.gold_ids?.length ?? 0) > 0);
  if (asked.length === 0) {
    throw new AppError(
      'bad_request',
      'Retrieval is measured on questions with "gold_ids", the ids of what should be found, and none has any.',
    );
  }
  await using workspace = await openWorkspace(deps, input, signal);
  const goldNotInCorpus = await countUnknown(workspace, asked);
  const items: RetrievalItem[] = [];
  for (const row of asked) {
    const { searched, documents } = await findDocuments(workspace, row, retriever, signal);
    const ranking = { found: documents, gold: row.gold_ids ?? [] };
    items.push({
      id: row.id,
      question: row.question,
      searched,
      gold: [...ranking.gold],
      found: documents.slice(0, KEPT),
      recallAt5: recallAt(ranking, 5),
    });
    input.onProgress?.({ stage: 'asking', done: items.length, total: asked.length });
  }
  return {
    kind: 'retrieval',
    setup: {
      retriever,
      passages: workspace.passages,
      questions: items.length,
      skippedWithoutGold: input.questions.length - asked.length,
      ...(goldNotInCorpus > 0 && { goldNotInCorpus }),
    },
    measures: {
      'recall@1': estimate(
        items,
        mean((item) => recallAt(item, 1)),
      ),
      'recall@5': estimate(
        items,
        mean((item) => recallAt(item, 5)),
      ),
      'recall@10': estimate(
        items,
        mean((item) => recallAt(item, 10)),
      ),
      'hit@5': estimate(
        items,
        mean((item) => hitAt(item, 5)),
      ),
      'MRR@10': estimate(
        items,
        mean((item) => reciprocalRankAt(item, 10)),
      ),
    },
    items,
    elapsedMs: deps.clock.now() - startedAt,
  };
}

/** How many gold ids no document has, which can never be found. @throws AppError `bad_request` where that is all of them */
async function countUnknown(workspace: Workspace, asked: readonly QuestionRow[]): Promise<number> {
  const rows = await workspace.knowledge.store.db.selectFrom('documents').select('name').execute();
  const known = new Set(rows.map(({ name }) => workspace.corpusId(name)));
  const gold = new Set(asked.flatMap(({ gold_ids = [] }) => gold_ids));
  const unknown = [...gold].filter((id) => !known.has(id));
  if (unknown.length < gold.size) return unknown.length;
  throw new AppError(
    'bad_request',
    `No document of the corpus has one of the ids in "gold_ids" ("${unknown[0]}", for instance; the corpus has "${[...known][0]}"). Use the same ids in both files.`,
  );
}
