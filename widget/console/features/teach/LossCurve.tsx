import { useMemo } from 'react';
import { t } from '../../i18n/t.ts';
import { ChartWithTable } from '../../parts/ChartWithTable.tsx';
import { formatNumber } from '../../parts/format.ts';
import type { RunPoint } from '../../queries/runs.ts';
import { explainCurve } from './explain-curve.ts';

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
        <ChartWithTable
          chart={{ x: steps, xLabel: t('Step'), lines }}
          table={{
            of: t('Step'),
            columns: [t('Error, examples'), t('Error, kept aside')],
            rows: points.map(({ step, loss, heldOutLoss }) => ({
              key: step,
              head: String(step),
              cells: [loss, heldOutLoss].map((value) => (value === null ? '–' : formatNumber(value, 3))),
            })),
          }}
        />
      )}
    </section>
  );
}
