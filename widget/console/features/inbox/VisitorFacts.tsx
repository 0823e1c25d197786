import type { InboxConversation } from '../../../../server/contract/index.ts';
import { t } from '../../i18n/t.ts';
import { useMay } from '../../me.tsx';
import { BlockVisitor } from './BlockVisitor.tsx';
import { Rating } from './Rating.tsx';
import { VisitorTags } from './VisitorTags.tsx';

type Props = { botId: string; detail: InboxConversation };

/** How content the visitor was, and, on demand, what is known of them. */
export function VisitorFacts({ botId, detail: { item, conversation, rating } }: Props) {
  const may = useMay();
  const visitor = conversation.visitor;
  const attributes = Object.entries(visitor?.attributes ?? {});
  const { form } = visitor ?? {};
  const facts = [
    [t('E-mail'), visitor?.email ?? form?.email],
    [t('Page'), visitor?.page],
    [t('Their id'), visitor?.id],
    ...attributes.map(([name, value]) => [name, String(value)]),
    ...(form?.answers ?? []).map(({ question, answer }) => [question, answer]),
    [t('Agreed to'), form?.consent],
  ].filter(([, value]) => value !== undefined);
  return (
    <>
      {rating && <Rating rating={rating} />}
      <details className="more-fields">
        <summary>
          {item.tags.length === 0
            ? t('Visitor and tags')
            : t('Visitor and tags: {tags}', { tags: item.tags.join(', ') })}
        </summary>
        <div className="stack">
          {visitor?.verified && <p className="small">{t('Your organisation vouches for this visitor.')}</p>}
          {facts.length > 0 && (
            <dl className="inbox-facts small">
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt className="quiet">{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
          <VisitorTags botId={botId} item={item} />
          {may('conversations:reply') && <BlockVisitor botId={botId} item={item} />}
        </div>
      </details>
    </>
  );
}
