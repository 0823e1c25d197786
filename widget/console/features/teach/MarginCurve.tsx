import { useId, useMemo } from 'react';
import { msg, t } from '../../i18n/t.ts';
import { ChartWithTable } from '../../parts/ChartWithTable.tsx';
import { formatNumber } from '../../parts/format.ts';
import type { RunPoint } from '../../queries/runs.ts';

type Of = Exclude<RunPoint['part'], 'lessons'>;

const WORDS: Record<Of, { title: string; text: string }> = {
  corrections: {
    title: msg('How it learns from corrections'),
    text: msg(
      'The margin says by how much more than after the lessons it prefers your correction to what it had said. It should rise above 0.',
    ),
  },
  thumbs: {
    title: msg('How it learns from thumbs'),
    text: msg(
      'The margin says how much likelier than before answers that people liked have become, beside those that they did not. It should rise above 0.',
    ),
  },
};

/** How far corrections, or thumbs, pull better and worse answers apart. */
export function MarginCurve({ of, points }: { of: Of; points: readonly RunPoint[] }) {
  const title = useId();
  const chart = useMemo(
    () => ({
      x: points.map(({ step }) => step),
      xLabel: t('Step'),
      lines: [{ label: t('Margin'), values: points.map(({ margin }) => margin), tone: 'first' as const }],
    }),
    [points],
  );
  return (
    <section className="stack" aria-labelledby={title}>
      <h2 className="section-title" id={title}>
        {t(WORDS[of].title)}
      </h2>
      <p>{t(WORDS[of].text)}</p>
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
