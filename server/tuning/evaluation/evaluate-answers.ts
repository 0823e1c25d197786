import { search } from '../../knowledge/index.ts';
import type { AskedItem } from './answer-item.ts';
import { answerMeasures } from './answer-measures.ts';
import { askQuestion, type Venue } from './ask-question.ts';
import { openWorkspace, type Workspace } from './open-workspace.ts';
import type { AnswersDeps, EvaluationInput, EvaluationReport } from './types.ts';

/**
 * Asks every question of the whole pipeline, model included. Word measures are taken over the rows with a `reference` that
 * are not marked unanswerable, and a refusal there scores 0.
 * @throws AppError `cancelled`, and what ingesting, searching or generating throws
 */
export async function evaluateAnswers(
  deps: AnswersDeps,
  input: EvaluationInput,
  signal?: AbortSignal,
): Promise<EvaluationReport<AskedItem>> {
  const startedAt = deps.clock.now();
  await using workspace = await openWorkspace(deps, input, signal);
  return await evaluateAt(
    venueOf(deps, workspace),
    { ...input, passages: workspace.passages, startedAt },
    deps,
    signal,
  );
}

type Asking = Pick<EvaluationInput, 'questions' | 'onProgress'> & { passages: number; startedAt: number };

/** The same of a bot as it stands, wherever its knowledge is. */
export async function evaluateAt(
  venue: Venue,
  { questions, onProgress, passages, startedAt }: Asking,
  { generator }: Pick<AnswersDeps, 'generator'>,
  signal?: AbortSignal,
): Promise<EvaluationReport<AskedItem>> {
  const items: AskedItem[] = [];
  for (const row of questions) {
    items.push(await askQuestion(venue, row, generator, signal));
    onProgress?.({ stage: 'asking', done: items.length, total: questions.length });
  }
  return {
    kind: 'answers',
    setup: {
      passages,
      questions: items.length,
      threshold: venue.bot.answerThreshold,
      model: generator.identity().id,
    },
    measures: answerMeasures(items),
    items,
    elapsedMs: venue.clock.now() - startedAt,
  };
}

function venueOf({ embedder, clock, log }: AnswersDeps, workspace: Workspace): Venue {
  const { knowledge, botId, bot, corpusId } = workspace;
  return {
    botId,
    bot,
    settingsVersion: 1,
    search: (query, signal) => search(knowledge, query, signal),
    embedder,
    clock,
    log,
    corpusId,
  };
}
