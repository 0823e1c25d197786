import { useId } from 'react';
import { t } from '../../i18n/t.ts';
import { formatScore } from '../../parts/format.ts';
import type { DecidedItem } from '../../queries/decision.ts';
import { changedBetween, isAnswered } from './decided-at.ts';

const MOST_SHOWN = 8;

type Props = { items: readonly DecidedItem[]; saved: number; threshold: number };

/** With the slider moved: what that changes. With it at rest: what it gets wrong as it stands. */
export function ChangedQuestions({ items, saved, threshold }: Props) {
  if (threshold !== saved) {
    const { answeredNow, declinedNow } = changedBetween(items, saved, threshold);
    if (answeredNow.length + declinedNow.length === 0)
      return <p className="quiet">{t('No test would be decided otherwise than now.')}</p>;
    return (
      <>
        <Questions title={t('It would answer these now')} items={answeredNow} />
        <Questions title={t('It would decline these now')} items={declinedNow} />
      </>
    );
  }
  const sorted = items.toSorted((one, other) => other.score - one.score);
  return (
    <>
      <Questions
        title={t('Answered, though your documents do not hold it')}
        items={sorted.filter((item) => !item.answerable && isAnswered(item, saved))}
      />
      <Questions
        title={t('Declined, though your documents hold it')}
        items={sorted.filter((item) => item.answerable && !isAnswered(item, saved))}
      />
    </>
  );
}

function Questions({ title, items }: { title: string; items: readonly DecidedItem[] }) {
  const id = useId();
  if (items.length === 0) return null;
  return (
    <details className="more-fields" open={items.length <= MOST_SHOWN}>
      <summary id={id}>
        {title} ({items.length})
      </summary>
      <ul className="plain decided" aria-labelledby={id}>
        {items.map((item) => (
          <li key={item.id}>
            <span>{item.question}</span>
            <span className="quiet small">
              {item.answerable ? t('your documents answer it') : t('your documents do not answer it')},{' '}
              {item.routed === null
                ? t('score {score}', { score: formatScore(item.score) })
                : t('decided by a rule, whatever the threshold')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
