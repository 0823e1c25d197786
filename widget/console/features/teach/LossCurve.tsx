import { Skeleton } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { t } from '../../i18n/t.ts';
import { formatNumber } from '../../parts/format.ts';
import type { RunPoint } from '../../queries/runs.ts';
import { explainCurve } from './explain-curve.ts';

const Chart = lazy(async () => ({ default: (await import('../../parts/Chart.tsx')).Chart }));

/** The curve, what it says, and its numbers. */
export function LossCurve({ points }: { points: readonly RunPoint[] }) {
  const lines = useMemo(
    () => [
      { label: t('Examples'), values: points.map(({ loss }) => loss), tone: 'first' as const },
      {
        label: t('Kept aside'),
        values: points.map(({ heldOutLoss }) => heldOutLoss),
        tone: 'second' as const,
      },
    ],
    [points],
  );
  const steps = useMemo(() => points.map(({ step }) => step), [points]);
  return (
    <section className="stack" aria-labelledby="curve-title">
      <h2 className="section-title" id="curve-title">
        {t('How it learns')}
      </h2>
      <p>{explainCurve(points)}</p>
      {points.length > 1 && (
        <>
          <Suspense fallback={<Skeleton height={272} />}>
            <Chart x={steps} xLabel={t('Step')} lines={lines} />
          </Suspense>
          <details className="more-fields">
            <summary>{t('The numbers as a table')}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
            <div className="scroll-table" tabIndex={0}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('Step')}</th>
                    <th scope="col" className="number">
                      {t('Error, examples')}
                    </th>
                    <th scope="col" className="number">
                      {t('Error, kept aside')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {points.map(({ step, loss, heldOutLoss }) => (
                    <tr key={step}>
                      <th scope="row">{step}</th>
                      <td className="number">{loss === null ? '–' : formatNumber(loss, 3)}</td>
                      <td className="number">{heldOutLoss === null ? '–' : formatNumber(heldOutLoss, 3)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </>
      )}
    </section>
  );
}
