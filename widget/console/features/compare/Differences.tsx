import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { msg, t } from '../../i18n/t.ts';
import type { ComparedItem, Opponent, Report } from '../../queries/comparisons.ts';
import { OPPONENT_LABEL } from './compare-words.ts';
import { type Outcome, pairsOf } from './outcomes.ts';

const OUTCOME_LABEL: Record<Outcome, string> = {
  regression: msg('Right before, wrong now'),
  worse: msg('Further from the ideal answer'),
  fixed: msg('Wrong before, right now'),
  better: msg('Closer to the ideal answer'),
  same: msg('About the same'),
};
const OUTCOME_TONE: Record<Outcome, string> = {
  regression: 'bad',
  worse: 'warn',
  fixed: 'good',
  better: 'good',
  same: 'none',
};

/** Wins, losses and regressions, question by question. */
export function Differences({ report }: { report: Report }) {
  const { against, state = '' } = useSearch({ from: '/$botId/compare/$comparisonId' });
  const navigate = useNavigate({ from: '/$botId/compare/$comparisonId' });
  const opponents = report.differences.map(({ opponent }) => opponent);
  const opponent = opponents.find((name) => name === against) ?? opponents[0];
  if (opponent === undefined) return null;
  const pairs = pairsOf(report, opponent);
  const counted = (outcome: Outcome) => pairs.filter((pair) => pair.outcome === outcome).length;
  const shown =
    state === ''
      ? pairs.filter(({ outcome }) => outcome !== 'same')
      : pairs.filter(({ outcome }) => outcome === state);

  function filter(change: { against?: string; state?: string }): void {
    void navigate({ search: (known) => ({ ...known, ...change }), replace: true });
  }

  return (
    <section className="stack" aria-labelledby="differences-title">
      <h2 className="section-title" id="differences-title">
        {t('Question by question')}
      </h2>
      <p>
        {t(
          '{fixed} fixed, {regressions} right before and wrong now; {better} closer to the ideal answer, {worse} further from it.',
          {
            fixed: counted('fixed'),
            regressions: counted('regression'),
            better: counted('better'),
            worse: counted('worse'),
          },
        )}
      </p>
      <div className="filters">
        <NativeSelect
          label={t('Against')}
          value={opponent}
          data={opponents.map((value) => ({ value, label: t(OPPONENT_LABEL[value]) }))}
          onChange={(event) => filter({ against: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('Show')}
          value={state}
          data={[
            { value: '', label: t('all that changed') },
            ...Object.entries(OUTCOME_LABEL).map(([value, label]) => ({ value, label: t(label) })),
          ]}
          onChange={(event) => filter({ state: event.currentTarget.value })}
        />
        <p className="quiet small row-end" role="status">
          {t('{count, plural, one {# question} other {# questions}}', { count: shown.length })}
        </p>
      </div>
      {shown.length === 0 && <p className="quiet">{t('None.')}</p>}
      <ol className="plain compared">
        {shown.map(({ outcome, candidate, other }) => (
          <li key={candidate.id} className="card">
            <div className="row">
              <h3>{candidate.question}</h3>
              <span className="state" data-tone={OUTCOME_TONE[outcome]}>
                {t(OUTCOME_LABEL[outcome])}
              </span>
              {candidate.mustPass && <span className="state">{t('Must pass')}</span>}
            </div>
            {candidate.answerable === false ? (
              <p className="quiet small">{t('Should be declined.')}</p>
            ) : (
              candidate.reference !== null && (
                <p className="quiet small">
                  {t('Ideal answer')}: {candidate.reference}
                </p>
              )
            )}
            <div className="sides">
              <Side title={t('New version')} item={candidate} />
              <Side title={sideOf(opponent)} item={other} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function sideOf(opponent: Opponent): string {
  const label = t(OPPONENT_LABEL[opponent]);
  return `${label[0]?.toUpperCase()}${label.slice(1)}`;
}

function Side({ title, item }: { title: string; item: ComparedItem }) {
  return (
    <div className="side-answer">
      <h4>{title}</h4>
      <p className="preserve">{item.answer}</p>
      {item.cited.length > 0 && <p className="quiet small">{item.cited.join(', ')}</p>}
    </div>
  );
}
