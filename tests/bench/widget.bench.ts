/**
 * What the widget costs a page in main-thread time, from a trace of Chromium: at load, and when the chat is opened; how far the
 * page's layout shifts. `npm run build && npm run bench -- widget`
 */
import type { CDPSession } from 'playwright-core';
import { openChat, openWidgetSite } from '../support/widget-site.ts';

const RUNS = 7;
/** docs/widget.md: what a page may lose to the widget at load. */
const BUDGET_MS = 50;

type TraceEvent = { name: string; ph: string; ts: number; dur?: number; tid: number; args?: unknown };

await using site = await openWidgetSite();
const atLoad: number[] = [];
const atOpen: number[] = [];
const shifts: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  const page = await site.visit({ head: '' });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const stopLoad = await trace(session);
  await page.evaluate(
    (html) => document.head.append(document.createRange().createContextualFragment(html)),
    site.tag(),
  );
  await page.locator('foyer-chat .launcher').waitFor();
  await page.waitForTimeout(500);
  atLoad.push(ownWork(await stopLoad()));
  const stopOpen = await trace(session);
  await openChat(page);
  await page.waitForTimeout(500);
  atOpen.push(ownWork(await stopOpen()));
  shifts.push(
    await page.evaluate(
      () =>
        new Promise<number>((done) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              sum += (entry as PerformanceEntry & { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => done(sum), 100);
        }),
    ),
  );
  await page.close();
}
const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
process.stdout.write(
  `main-thread work of the widget at load: ${median(atLoad).toFixed(1)} ms (${Math.max(...atLoad).toFixed(1)} at most of ${RUNS}, budget ${BUDGET_MS})\n` +
    `on opening the chat: ${median(atOpen).toFixed(1)} ms (${Math.max(...atOpen).toFixed(1)} at most)\n` +
    `layout shift: ${Math.max(...shifts)}\n`,
);
if (median(atLoad) > BUDGET_MS) process.exitCode = 1;

async function trace(session: CDPSession): Promise<() => Promise<TraceEvent[]>> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'toplevel'],
    },
  });
  return async () => {
    const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
    await session.send('Tracing.end');
    await complete;
    return events;
  };
}

/** Milliseconds of the tasks in which our files are compiled or run. */
function ownWork(events: readonly TraceEvent[]): number {
  const tasks = events.filter(({ name, ph }) => name === 'RunTask' && ph === 'X');
  const own = events.filter((event) => /\/widget(\.js|\/assets\/)/.test(JSON.stringify(event.args ?? {})));
  const busy = new Set(
    tasks.filter((task) =>
      own.some(
        ({ tid, ts, dur }) =>
          tid === task.tid && dur !== undefined && ts >= task.ts && ts < task.ts + (task.dur ?? 0),
      ),
    ),
  );
  return [...busy].reduce((sum, { dur = 0 }) => sum + dur, 0) / 1_000;
}
