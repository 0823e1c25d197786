import { useMemo } from 'react';
import { t } from '../../i18n/t.ts';
import { ChartWithTable } from '../../parts/ChartWithTable.tsx';
import { formatNumber } from '../../parts/format.ts';
import type { RunPoint } from '../../queries/runs.ts';

/** How far the corrections pull right and wrong answers apart. */
export function MarginCurve({ points }: { points: readonly RunPoint[] }) {
  const chart = useMemo(
    () => ({
      x: points.map(({ step }) => step),
      xLabel: t('Step'),
      lines: [{ label: t('Margin'), values: points.map(({ margin }) => margin), tone: 'first' as const }],
    }),
    [points],
  );
  return (
    <section className="stack" aria-labelledby="margin-title">
      <h2 className="section-title" id="margin-title">
        {t('How it learns from corrections')}
      </h2>
      <p>
        {t(
          'The margin says by how much more than after the lessons it prefers your correction to what it had said. It should rise above 0.',
        )}
      </p>
      {points.length > 1 && (
        <ChartWithTable
          chart={chart}
          table={{
            of: t('Step'),
            columns: [t('Margin')],
            rows: points.map(({ step, margin }) => ({
              key: step,
              head: String(step),
              cells: [margin === null ? '–' : formatNumber(margin, 3)],
            })),
          }}
        />
      )}
    </section>
  );
}
