export type MetricLabels = Readonly<Record<string, string>>;

export type Metrics = {
  /** Adds to a counter; its name ends in `_total`. */
  count(name: string, labels?: MetricLabels, by?: number): void;
  /** A value read when asked for. */
  gauge(name: string, read: () => number | Promise<number>): void;
  /** Prometheus text format, version 0.0.4. */
  render(): Promise<string>;
};

/** Counters since the start and gauges of now. Label values must come from a bounded set. */
export function createMetrics(): Metrics {
  const counters = new Map<string, Map<string, number>>();
  const gauges = new Map<string, () => number | Promise<number>>();
  return {
    count(name, labels = {}, by = 1) {
      const series = counters.get(name) ?? new Map<string, number>();
      const key = renderLabels(labels);
      series.set(key, (series.get(key) ?? 0) + by);
      counters.set(name, series);
    },
    gauge: (name, read) => void gauges.set(name, read),
    async render() {
      const lines: string[] = [];
      for (const [name, series] of counters) {
        lines.push(`# TYPE ${name} counter`);
        for (const [labels, value] of series) lines.push(`${name}${labels} ${value}`);
      }
      for (const [name, read] of gauges) lines.push(`# TYPE ${name} gauge`, `${name} ${await read()}`);
      return `${lines.join('\n')}\n`;
    },
  };
}

function renderLabels(labels: MetricLabels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.sort().join(',')}}`;
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
