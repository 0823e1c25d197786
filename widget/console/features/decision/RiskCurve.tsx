import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { t } from '../../i18n/t.ts';
import { formatScore } from '../../parts/format.ts';
import type { DecidedItem } from '../../queries/decision.ts';
import { curveOf } from './decided-at.ts';

const Chart = lazy(async () => ({ default: (await import('../../parts/Chart.tsx')).Chart }));

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
      {points.length > 1 && (
        <Suspense fallback={<Skeleton height={272} />}>
          <Chart x={x} xLabel={t('Answered, in %')} lines={lines} />
        </Suspense>
      )}
      <details className="more-fields">
        <summary>{t('The numbers as a table')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
        <div className="scroll-table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('Threshold')}</th>
                <th scope="col" className="number">
                  {t('Answered')}
                </th>
                <th scope="col" className="number">
                  {t('Answers without one')}
                </th>
                <th scope="col" className="number">
                  {t('Declined wrongly')}
                </th>
                <th scope="col" className="number">
                  {t('Declined rightly')}
                </th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ threshold, coverage, risk, decided }) => (
                <tr key={threshold}>
                  <th scope="row">{formatScore(threshold)}</th>
                  <td className="number">{percent(coverage)}</td>
                  <td className="number">{risk === null ? '–' : percent(risk)}</td>
                  <td className="number">{share(decided.declinedWrongly, decided.answerable)}</td>
                  <td className="number">{share(decided.declinedRightly, decided.unanswerable)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : percent(part / whole);
}
