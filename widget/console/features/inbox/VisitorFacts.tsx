import type { InboxConversation } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { Rating } from './Rating.tsx';

type Props = { botId: string; detail: InboxConversation };

/** What is known of the visitor, and how content they were. */
export function VisitorFacts({ detail: { conversation, rating } }: Props) {
  const visitor = conversation.visitor;
  const attributes = Object.entries(visitor?.attributes ?? {});
  const facts = [
    [t('E-mail'), visitor?.email],
    [t('Page'), visitor?.page],
    [t('Their id'), visitor?.id],
    ...attributes.map(([name, value]) => [name, String(value)]),
  ].filter(([, value]) => value !== undefined);
  return (
    <>
      {rating && <Rating rating={rating} />}
      {facts.length > 0 && (
        <details className="more-fields">
          <summary>{t('About the visitor')}</summary>
          {visitor?.verified && <p className="small">{t('Your organisation vouches for this visitor.')}</p>}
          <dl className="inbox-facts small">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt className="quiet">{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
