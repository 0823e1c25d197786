import type { Example } from '../training/types.ts';
import { type EncoderLesson, encoderLesson } from './encoder-lesson.ts';
import type { Reading } from './reading.ts';
import { CROSS_ENCODER_RECIPE, READING_TOKENS_PER_RUN, TEACHING_VERSION } from './recipe.ts';

/** To tell whether a text answers a question. */
export function crossEncoderLesson(readings: readonly Reading[]): EncoderLesson {
  return encoderLesson({
    kind: 'cross-encoder',
    recipe: CROSS_ENCODER_RECIPE,
    tokensPerRun: READING_TOKENS_PER_RUN,
    version: TEACHING_VERSION,
    rows: readings,
    examplesOf,
  });
}

/** Readings as the conversations that `loadReadingTokenizer` reads, the rarer answer repeated until both count about alike. */
function examplesOf(readings: readonly Reading[]): Example[] {
  const unanswered = readings.filter(({ answers }) => !answers);
  const answered = readings.filter(({ answers }) => answers);
  const [rare, common] = [unanswered, answered].toSorted((one, other) => one.length - other.length);
  const times = Math.round((common?.length ?? 0) / Math.max(1, rare?.length ?? 0));
  const repeated = Array.from({ length: Math.max(0, times - 1) }, () => rare ?? []).flat();
  return [...readings, ...repeated].map(({ question, text, answers }, index) => ({
    id: String(index),
    messages: [
      { role: 'system', content: text },
      { role: 'user', content: question },
      { role: 'assistant', content: answers ? 'yes' : 'no' },
    ],
  }));
}
