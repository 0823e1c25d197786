import { Skeleton } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useId, useMemo } from 'react';
import { t } from '../../i18n/t.ts';
import { formatDay, formatShortDay } from '../../parts/format.ts';
import type { Day } from './totals.ts';

const Chart = lazy(async () => ({ default: (await import('../../parts/Chart.tsx')).Chart }));
const DAY_MS = 86_400_000;
const MS = 1_000;
const TONES = ['first', 'second', 'third'] as const;

type Column = { label: string; values: readonly (number | null)[] };

type Props = {
  title: string;
  days: readonly Day[];
  columns: readonly Column[];
  say(value: number): string;
  /** Drawn in seconds, while the table says it in full. */
  perSecond?: boolean;
  /** What it counts, in a sentence. */
  children: ReactNode;
};

const sayDay = (day: number) => formatShortDay(day * DAY_MS);

/** A line a column, and the same as a table. */
export function DayChart({ title, days, columns, say, perSecond = false, children }: Props) {
  const id = useId();
  const x = useMemo(() => days.map(({ day }) => Date.parse(day) / DAY_MS), [days]);
  const lines = useMemo(
    () =>
      columns.map(({ label, values }, index) => ({
        label: perSecond ? t('{what}, seconds', { what: label }) : label,
        values: perSecond ? values.map((value) => (value === null ? null : value / MS)) : values,
        tone: TONES[index] ?? 'first',
      })),
    [columns, perSecond],
  );
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="quiet small">{children}</p>
      {days.length > 1 && (
        <Suspense fallback={<Skeleton height={272} />}>
          <Chart x={x} xLabel={t('Day')} lines={lines} sayX={sayDay} digits={perSecond ? 1 : 0} />
        </Suspense>
      )}
      <details className="more-fields">
        <summary>{t('The numbers as a table')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
        <div className="scroll-table" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('Day')}</th>
                {columns.map(({ label }) => (
                  <th key={label} scope="col" className="number">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map(({ day }, row) => (
                <tr key={day}>
                  <th scope="row">{formatDay(Date.parse(day))}</th>
                  {columns.map(({ label, values }) => {
                    const value = values[row] ?? null;
                    return (
                      <td key={label} className="number">
                        {value === null ? '–' : say(value)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
