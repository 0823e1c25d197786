import type { InboxConversation } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';

const BEST = 5;

/** How content the visitor was. */
export function Rating({ rating: { score, comment } }: { rating: NonNullable<InboxConversation['rating']> }) {
  return (
    <p className="small inbox-rating">
      <span aria-hidden="true" className="inbox-stars">
        {'★'.repeat(score)}
        {'☆'.repeat(BEST - score)}
      </span>{' '}
      <strong>{t('The visitor’s rating: {score} of 5', { score })}</strong>
      {comment !== '' && <span className="preserve"> “{comment}”</span>}
    </p>
  );
}
