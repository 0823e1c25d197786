import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { t } from '../../i18n/t.ts';
import { ChartWithTable } from '../../parts/ChartWithTable.tsx';
import { formatNumber, formatTime } from '../../parts/format.ts';
import { sayParts } from '../../parts/ground-words.ts';
import type { TestTrends } from '../../queries/tests.ts';

/** What share of the tests passed each of the last times they were asked; nothing before the second. */
export function Trends({ botId, trends: { runs } }: { botId: string; trends: TestTrends }) {
  const chart = useMemo(
    () => ({
      x: runs.map((_run, index) => index + 1),
      xLabel: t('Time asked'),
      lines: [{ label: t('Passed, percent'), values: runs.map(percentOf), tone: 'first' as const }],
      sayX: (value: number) => formatNumber(value),
      digits: 0,
    }),
    [runs],
  );
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined || runs.length < 2) return null;
  return (
    <section className="card" aria-labelledby="trends-title">
      <h2 id="trends-title">{t('How the tests went, time after time')}</h2>
      <p className="quiet small">{sayTrend(percentOf(first), percentOf(last), runs.length)}</p>
      <ChartWithTable
        chart={chart}
        table={{
          of: t('Time asked'),
          columns: [t('Asked because of'), t('Version'), t('Passed'), t('Asked'), t('Passed, percent')],
          rows: runs.map((run, index) => ({
            key: run.id,
            head: `${index + 1} · ${formatTime(run.endedAt ?? 0)}`,
            cells: [
              sayCause(run),
              run.candidate === 'untuned' ? t('The untaught model') : run.candidate,
              formatNumber(run.passed),
              formatNumber(run.asked),
              `${formatNumber(percentOf(run) ?? 0)} %`,
            ],
          })),
        }}
      />
      <Link className="small" to="/$botId/compare" params={{ botId }}>
        {t('All comparisons')}
      </Link>
    </section>
  );
}

function sayCause({ cause, changed }: TestTrends['runs'][number]): string {
  if (cause === 'hand') return t('a comparison');
  return changed.length === 0 ? t('the first time') : t('a change: {what}', { what: sayParts(changed) });
}

function percentOf({ asked, passed }: TestTrends['runs'][number]): number | null {
  return asked === 0 ? null : (100 * passed) / asked;
}

function sayTrend(first: number | null, last: number | null, count: number): string {
  const [from, to] = [Math.round(first ?? 0), Math.round(last ?? 0)];
  if (from === to) {
    return t('{to} % passed the last of {count} times, as many as the first time.', { to, count });
  }
  return from < to
    ? t('{to} % passed the last of {count} times, up from {from} % the first time.', {
        from,
        to,
        count,
      })
    : t('{to} % passed the last of {count} times, down from {from} % the first time.', {
        from,
        to,
        count,
      });
}
