import { search } from '../../knowledge/index.ts';
import type { AnswerItem } from './answer-item.ts';
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
): Promise<EvaluationReport<AnswerItem>> {
  const startedAt = deps.clock.now();
  await using workspace = await openWorkspace(deps, input, signal);
  const venue = venueOf(deps, workspace);
  const items: AnswerItem[] = [];
  for (const row of input.questions) {
    items.push(await askQuestion(venue, row, deps.generator, signal));
    input.onProgress?.({ stage: 'asking', done: items.length, total: input.questions.length });
  }
  return {
    kind: 'answers',
    setup: {
      passages: workspace.passages,
      questions: items.length,
      threshold: workspace.bot.answerThreshold,
    },
    measures: answerMeasures(items),
    items,
    elapsedMs: deps.clock.now() - startedAt,
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
