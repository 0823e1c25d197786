import { ClientError, type Problem } from '../client/index.ts';
import type { Words } from './i18n/words.ts';

type Sentence = 'notSent' | 'broken' | 'busy' | 'notAllowed' | 'unavailable';

const SENTENCES: { [Code in Problem['code']]?: Sentence } = {
  unreachable: 'notSent',
  broken: 'broken',
  unfinished: 'broken',
  cancelled: 'broken',
  timeout: 'broken',
  model_crashed: 'broken',
  rate_limited: 'busy',
  queue_full: 'busy',
  conflict: 'busy',
  forbidden: 'notAllowed',
};

/** What went wrong, in the visitor's language, with the wait when it is known. */
export function sayProblem({ say, count }: Words, { code, retryAfterS }: Problem): string {
  const sentence = say(SENTENCES[code] ?? 'unavailable');
  return retryAfterS === undefined ? sentence : `${sentence} ${count('retryIn', retryAfterS)}`;
}

/** The same for whatever was thrown. */
export function sayThrown(words: Words, thrown: unknown): string {
  return thrown instanceof ClientError ? sayProblem(words, thrown.problem) : words.say('unavailable');
}
