import type { AnswerKind, Passport } from '../../../../server/contract/index.ts';
import { msg, t } from '../../i18n/t.ts';

/** How a reply came about, in a word for lists. */
export const KIND_LABEL: Record<AnswerKind, string> = {
  model: msg('Answered'),
  quote: msg('Quoted'),
  approved: msg('Approved answer'),
  smalltalk: msg('Small talk'),
  clarify: msg('Asked back'),
  refusal: msg('Not answered'),
  handoff: msg('Handed over'),
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
  model: msg('The bot worded an answer from your documents.'),
  quote: msg('The bot quoted the best passage as it stands, since no sentence of its own passed the check.'),
  approved: msg('The bot gave an approved answer, word for word.'),
  smalltalk: msg('The bot replied to a courtesy; no document was needed.'),
  clarify: msg(
    'The bot asked back, since the message could not be searched, or fits documents on different things equally well.',
  ),
  refusal: msg('The bot did not answer, since your documents do not seem to hold the answer.'),
  handoff: msg('The bot offered a person, as the visitor asked for one.'),
};

export function outcomeOf({ kind, found }: Passport): string {
  const cited = found.filter((passage) => passage.cited).length;
  const sources =
    cited > 0 ? [t('It cites {count, plural, one {# passage} other {# passages}}.', { count: cited })] : [];
  return [t(OUTCOME[kind]), ...sources].join(' ');
}
