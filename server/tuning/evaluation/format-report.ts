import type { RiskPoint } from './decision-metrics.ts';
import type { Estimate } from './estimate.ts';
import type { EvaluationReport } from './types.ts';

/** A report as a table for a terminal: what was measured, each figure with its 95 % interval. */
export function formatReport(
  report: EvaluationReport<unknown> & { riskCoverage?: readonly RiskPoint[] },
): string {
  const setup = Object.entries(report.setup).map(([name, value]) => `${name} ${value}`);
  const measures = Object.entries(report.measures).map(([name, value]) => [name, ...estimateCells(value)]);
  const seconds = (report.elapsedMs / 1000).toFixed(1);
  return [
    `${report.kind}: ${setup.join(', ')} (${seconds} s)`,
    '',
    table([['measure', 'value', '95 % interval', 'over'], ...measures]),
    ...(report.riskCoverage === undefined ? [] : ['', riskTable(report.riskCoverage)]),
    '',
  ].join('\n');
}

/** Value, interval and number of items, for a row of a table. */
export function estimateCells(value: Estimate): string[] {
  if (value === null) return ['-', '-', '0'];
  return [value.value.toFixed(3), `${value.low.toFixed(3)} to ${value.high.toFixed(3)}`, String(value.items)];
}

/** Without a question of the kind there is no rate. */
export function rateText(rate: number): string {
  return Number.isFinite(rate) ? rate.toFixed(3) : '-';
}

function riskTable(points: readonly RiskPoint[]): string {
  const rows = points.map((point) => [
    `${Math.round(point.coverage * 100)} %`,
    point.threshold.toFixed(3),
    point.risk.toFixed(3),
    rateText(point.falseRefusalRate),
    rateText(point.refusalRecall),
  ]);
  return table([
    ['answered', 'threshold', 'answered without one', 'false refusals', 'refusal recall'],
    ...rows,
  ]);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
