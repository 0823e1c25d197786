import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatNumber } from './format.ts';
import './chart.css';

export type Line = { label: string; values: readonly (number | null)[]; tone: 'first' | 'second' };

type Props = { x: readonly number[]; xLabel: string; lines: readonly Line[] };

const HEIGHT = 240;

/** A drawing for the eye only; what it says stands beside it in words and in a table. Load it lazily. */
export function Chart({ x, xLabel, lines }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = new uPlot(optionsOf(element, xLabel, lines), dataOf(x, lines), element);
    const resized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    const scheme = new MutationObserver(() => chart.redraw());
    scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      resized.disconnect();
      scheme.disconnect();
      chart.destroy();
    };
  }, [x, xLabel, lines]);
  return <div className="chart" ref={place} aria-hidden="true" />;
}

function dataOf(x: readonly number[], lines: readonly Line[]): uPlot.AlignedData {
  return [[...x], ...lines.map(({ values }) => [...values])];
}

/** Colours are read as it is drawn, so that they follow light and dark. */
function optionsOf(element: HTMLElement, xLabel: string, lines: readonly Line[]): uPlot.Options {
  const colour = (name: string) => () => getComputedStyle(element).getPropertyValue(name).trim();
  const axis = { stroke: colour('--mantine-color-dimmed'), grid: { stroke: colour('--line') } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    scales: { x: { time: false } },
    cursor: { drag: { x: false, y: false } },
    axes: [
      { ...axis, label: xLabel },
      { ...axis, size: 56 },
    ],
    series: [
      { label: xLabel },
      ...lines.map(({ label, tone }) => ({
        label,
        stroke: colour(tone === 'first' ? '--chart-first' : '--chart-second'),
        width: 2,
        spanGaps: true,
        points: { show: tone === 'second' },
        value: (_chart: uPlot, value: number | null) => (value === null ? '–' : formatNumber(value, 3)),
      })),
    ],
  };
}
