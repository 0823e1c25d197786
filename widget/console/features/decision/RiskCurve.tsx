import { useMemo } from 'react';
import { t } from '../../i18n/t.ts';
import { ChartWithTable } from '../../parts/ChartWithTable.tsx';
import { formatScore } from '../../parts/format.ts';
import type { DecidedItem } from '../../queries/decision.ts';
import { curveOf } from './decided-at.ts';

/** The price of answering more, as a curve and as its numbers. */
export function RiskCurve({ items }: { items: readonly DecidedItem[] }) {
  const points = useMemo(() => curveOf(items), [items]);
  const x = useMemo(() => points.map(({ coverage }) => coverage * 100), [points]);
  const lines = useMemo(
    () => [
      {
        label: t('of these without an answer, in %'),
        values: points.map(({ risk }) => (risk === null ? null : risk * 100)),
        tone: 'second' as const,
      },
    ],
    [points],
  );
  return (
    <>
      <h3 className="section-title">{t('What answering more costs')}</h3>
      <p className="quiet small">
        {t(
          'To the right the bot answers more of your tests; the higher the line, the more of its answers are to questions that your documents do not answer.',
        )}
      </p>
      <ChartWithTable
        chart={{ x, xLabel: t('Answered, in %'), lines }}
        table={{
          of: t('Threshold'),
          columns: [t('Answered'), t('Answers without one'), t('Declined wrongly'), t('Declined rightly')],
          rows: points.map(({ threshold, coverage, risk, decided }) => ({
            key: threshold,
            head: formatScore(threshold),
            cells: [
              percent(coverage),
              risk === null ? '–' : percent(risk),
              share(decided.declinedWrongly, decided.answerable),
              share(decided.declinedRightly, decided.unanswerable),
            ],
          })),
        }}
      />
    </>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : percent(part / whole);
}
