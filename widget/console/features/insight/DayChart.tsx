import { type ReactNode, useId, useMemo } from 'react';
import { t } from '../../i18n/t.ts';
import { ChartWithTable } from '../../parts/ChartWithTable.tsx';
import { formatDay, formatShortDay } from '../../parts/format.ts';
import type { Day } from './totals.ts';

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
      <ChartWithTable
        chart={{ x, xLabel: t('Day'), lines, sayX: sayDay, digits: perSecond ? 1 : 0 }}
        table={{
          of: t('Day'),
          columns: columns.map(({ label }) => label),
          rows: days.map(({ day }, row) => ({
            key: day,
            head: formatDay(Date.parse(day)),
            cells: columns.map(({ values }) => {
              const value = values[row] ?? null;
              return value === null ? '–' : say(value);
            }),
          })),
        }}
      />
    </section>
  );
}
