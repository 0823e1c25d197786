import type { Example } from '../training/types.ts';
import { type EncoderLesson, encoderLesson } from './encoder-lesson.ts';
import type { Ranking } from './ranking.ts';
import { BI_ENCODER_RECIPE, BI_TEACHING_VERSION, RANKING_TOKENS_PER_RUN } from './recipe.ts';

/** Lines beside the point that a question stands next to; the first were ranked highest. */
const MOST_WRONG = 3;

/** To put a question next to the line that answers it. */
export function biEncoderLesson(rankings: readonly Ranking[]): EncoderLesson {
  return encoderLesson({
    kind: 'bi-encoder',
    recipe: BI_ENCODER_RECIPE,
    tokensPerRun: RANKING_TOKENS_PER_RUN,
    version: BI_TEACHING_VERSION,
    rows: rankings,
    examplesOf,
  });
}

/** What is only a part of the answer is neither right nor wrong; a question that no line answers teaches nothing here. */
function examplesOf(rankings: readonly Ranking[]): Example[] {
  return rankings.flatMap(({ question, yes: [line], no }, index): Example[] => {
    if (line === undefined) return [];
    const messages = [
      { role: 'user' as const, content: question },
      { role: 'assistant' as const, content: line },
    ];
    return [{ id: String(index), messages, others: no.slice(0, MOST_WRONG) }];
  });
}
