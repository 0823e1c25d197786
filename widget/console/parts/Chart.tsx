import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatNumber } from './format.ts';
import './chart.css';

export type Line = { label: string; values: readonly (number | null)[]; tone: 'first' | 'second' | 'third' };

type Props = {
  x: readonly number[];
  xLabel: string;
  lines: readonly Line[];
  /** How a value of `x` is said; a number as it is when absent. */
  sayX?: ((value: number) => string) | undefined;
  /** Behind the point. */
  digits?: number;
};

const HEIGHT = 240;
/** What is counted has no halves. */
const WHOLE_STEPS = [1, 2, 5]
  .flatMap((step) => [0, 1, 2, 3, 4, 5].map((power) => step * 10 ** power))
  .sort((a, b) => a - b);

/** A drawing for the eye only; what it says stands beside it in words and in a table. Load it lazily. */
export function Chart({ x, xLabel, lines, sayX, digits = 3 }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = new uPlot(optionsOf(element, { xLabel, lines, sayX, digits }), dataOf(x, lines), element);
    const resized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    const scheme = new MutationObserver(() => chart.redraw());
    scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      resized.disconnect();
      scheme.disconnect();
      chart.destroy();
    };
  }, [x, xLabel, lines, sayX, digits]);
  return <div className="chart" ref={place} aria-hidden="true" />;
}

function dataOf(x: readonly number[], lines: readonly Line[]): uPlot.AlignedData {
  return [[...x], ...lines.map(({ values }) => [...values])];
}

/** Counts begin at nothing, and a day without any still has a scale. */
function fromZero(_chart: uPlot, _min: number, max: number): [number, number] {
  return [0, Math.max(1, max * 1.1)];
}

/** As the language writes numbers, with no more digits than the ticks need. */
function sayTicks(_chart: uPlot, ticks: number[]): string[] {
  const digits = Math.max(
    0,
    ...ticks.map((tick) => (String(Number(tick.toFixed(6))).split('.')[1] ?? '').length),
  );
  return ticks.map((tick) => formatNumber(tick, digits));
}

/** Colours are read as it is drawn, so that they follow light and dark. */
function optionsOf(
  element: HTMLElement,
  { xLabel, lines, sayX, digits = 3 }: Omit<Props, 'x'>,
): uPlot.Options {
  const colour = (name: string) => () => getComputedStyle(element).getPropertyValue(name).trim();
  const axis = { stroke: colour('--mantine-color-dimmed'), grid: { stroke: colour('--line') } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    scales: { x: { time: false }, ...(sayX && { y: { range: fromZero } }) },
    cursor: { drag: { x: false, y: false } },
    axes: [
      {
        ...axis,
        label: xLabel,
        ...(sayX
          ? { space: 90, incrs: [1, 2, 7, 14, 28, 56], values: (_chart, at) => at.map(sayX) }
          : { incrs: WHOLE_STEPS, values: sayTicks }),
      },
      { ...axis, size: 56, values: sayTicks, ...(digits === 0 && { incrs: WHOLE_STEPS }) },
    ],
    series: [
      {
        label: xLabel,
        ...(sayX && { value: (_chart: uPlot, at: number | null) => (at === null ? '–' : sayX(at)) }),
      },
      ...lines.map(({ label, tone }) => ({
        label,
        stroke: colour(`--chart-${tone}`),
        width: 2,
        ...(tone === 'third' && { dash: [6, 4] }),
        spanGaps: true,
        points: { show: tone === 'second' || sayX !== undefined },
        value: (_chart: uPlot, value: number | null) => (value === null ? '–' : formatNumber(value, digits)),
      })),
    ],
  };
}
