import { Button, Kbd, Progress } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatNumber } from '../../parts/format.ts';
import { Icon } from '../../parts/Icon.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { Query } from '../../parts/Query.tsx';
import { useShortcuts } from '../../parts/use-shortcuts.ts';
import {
  type BlindPair,
  blindReviewQuery,
  type Choice,
  reviewResultQuery,
  saveJudgement,
} from '../../queries/comparisons.ts';
import './compare.css';

/** Two answers side by side, without who gave which, until all have been judged. */
export function BlindPage() {
  const place = useParams({ from: '/$botId/compare/$comparisonId/blind' });
  const pairs = useQuery(blindReviewQuery(place, 'untuned'));
  return (
    <>
      <Link className="back" to="/$botId/compare/$comparisonId" params={place}>
        <Icon name="back" size={16} /> {t('Comparison')}
      </Link>
      <PageHead title={t('Judge blind')}>
        {t(
          'Two answers to the same question; one is the new version’s, one the untaught model’s. Which is which, nobody tells you before you have chosen.',
        )}
      </PageHead>
      <Query result={pairs}>{(all) => <Judge place={place} pairs={all} />}</Query>
    </>
  );
}

type Place = { botId: string; comparisonId: string };

function Judge({ place, pairs }: { place: Place; pairs: readonly BlindPair[] }) {
  const [at, setAt] = useState(() => {
    const open = pairs.findIndex(({ choice }) => choice === null);
    return open === -1 ? pairs.length : open;
  });
  const pair = pairs[at];
  const save = useMutation({
    mutationFn: async (choice: Choice) => {
      if (pair) await saveJudgement(place, { opponent: 'untuned', itemId: pair.itemId, choice });
    },
    onSuccess: () => setAt(at + 1),
  });
  useShortcuts({
    'alt Digit1': () => pair && !save.isPending && save.mutate('left'),
    'alt Digit2': () => pair && !save.isPending && save.mutate('tie'),
    'alt Digit3': () => pair && !save.isPending && save.mutate('right'),
  });
  if (pairs.length === 0) {
    return (
      <EmptyState
        title={t('Nothing to judge')}
        action={
          <LinkButton to="/$botId/compare/$comparisonId" params={place}>
            {t('Back to the comparison')}
          </LinkButton>
        }
      >
        {t('Both gave the same answer to every question.')}
      </EmptyState>
    );
  }
  if (!pair) return <Result place={place} onAgain={() => setAt(0)} />;
  return (
    <div className="stack">
      <p className="small" role="status">
        {t('{place} of {count}', { place: at + 1, count: pairs.length })}
      </p>
      <Progress value={(100 * at) / pairs.length} aria-label={t('Judged so far')} />
      <section className="card stack" aria-labelledby="question-title">
        <h2 id="question-title">{pair.question}</h2>
        {pair.reference !== null && (
          <p className="quiet">
            {t('Ideal answer')}: {pair.reference}
          </p>
        )}
        <div className="sides">
          <div className="side-answer">
            <h3>{t('Left')}</h3>
            <p className="preserve">{pair.left}</p>
          </div>
          <div className="side-answer">
            <h3>{t('Right')}</h3>
            <p className="preserve">{pair.right}</p>
          </div>
        </div>
        {save.isError && <Problem error={save.error} />}
        <div className="row">
          <Button variant="default" disabled={save.isPending} onClick={() => save.mutate('left')}>
            {t('Left is better')}
          </Button>
          <Button variant="default" disabled={save.isPending} onClick={() => save.mutate('tie')}>
            {t('Equally good')}
          </Button>
          <Button variant="default" disabled={save.isPending} onClick={() => save.mutate('right')}>
            {t('Right is better')}
          </Button>
          <Button variant="subtle" disabled={at === 0} onClick={() => setAt(at - 1)}>
            {t('Back')}
          </Button>
        </div>
        <p className="quiet small shortcuts">
          <Kbd>Alt</Kbd> <Kbd>1</Kbd> {t('left')} · <Kbd>Alt</Kbd> <Kbd>2</Kbd> {t('equal')} · <Kbd>Alt</Kbd>{' '}
          <Kbd>3</Kbd> {t('right')}
        </p>
      </section>
    </div>
  );
}

function Result({ place, onAgain }: { place: Place; onAgain: () => void }) {
  const result = useQuery(reviewResultQuery(place, 'untuned'));
  return (
    <Query result={result}>
      {({ judged, candidate, other, ties, pValue }) => (
        <section className="card stack" aria-labelledby="result-title">
          <h2 id="result-title">{t('All judged')}</h2>
          <p>
            {t(
              'Of {judged} judgements, {candidate} prefer the new version, {other} the untaught model, {ties} neither.',
              {
                judged,
                candidate,
                other,
                ties,
              },
            )}
          </p>
          <p className="quiet">
            {t(
              'Were both equally good, a split as uneven as this would come by chance in {share} of 100 cases.',
              {
                share: formatNumber(100 * pValue),
              },
            )}
          </p>
          <div className="row">
            <LinkButton to="/$botId/compare/$comparisonId" params={place}>
              {t('Back to the comparison')}
            </LinkButton>
            <Button variant="default" onClick={onAgain}>
              {t('Look again')}
            </Button>
          </div>
        </section>
      )}
    </Query>
  );
}
