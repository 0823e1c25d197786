import type { AnswerKind, Passport } from '../../../../server/contract/index.ts';
import { formatCount } from '../format.ts';

/** How a reply came about, in a word for lists. */
export const KIND_LABEL: Record<AnswerKind, string> = {
  model: 'Answered',
  quote: 'Quoted',
  approved: 'Approved answer',
  smalltalk: 'Small talk',
  clarify: 'Asked back',
  refusal: 'Not answered',
  handoff: 'Handed over',
};

export const KIND_TONE: Record<AnswerKind, 'good' | 'busy' | 'bad' | 'warn'> = {
  model: 'good',
  quote: 'good',
  approved: 'good',
  smalltalk: 'busy',
  clarify: 'busy',
  refusal: 'warn',
  handoff: 'busy',
};

const OUTCOME: Record<AnswerKind, string> = {
  model: 'The bot worded an answer from your documents.',
  quote: 'The bot quoted the best passage as it stands, since no sentence of its own passed the check.',
  approved: 'The bot gave an approved answer, word for word.',
  smalltalk: 'The bot replied to a courtesy; no document was needed.',
  clarify: 'The bot asked back, since the message could not be searched.',
  refusal: 'The bot did not answer, since your documents do not seem to hold the answer.',
  handoff: 'The bot offered a person, as the visitor asked for one.',
};

export function outcomeOf({ kind, found }: Passport): string {
  const cited = found.filter((passage) => passage.cited).length;
  const sources = cited > 0 ? ` It cites ${formatCount(cited, 'passage')}.` : '';
  return OUTCOME[kind] + sources;
}
