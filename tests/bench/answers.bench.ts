/**
 * How long a visitor waits, over an organisation's test questions on the real models: time to the first visible sentence by kind of
 * reply, and how long this process's event loop was ever held up. `npm run bench -- answers [organisation folder]`; models are
 * looked for in FOYER_CACHE, else ~/.cache/foyer.
 */
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createLog, systemClock } from '../../server/base/index.ts';
import {
  DEFAULT_EMBEDDER_ID,
  DEFAULT_GENERATOR_ID,
  openEmbedder,
  openGenerator,
} from '../../server/models/index.ts';
import { quantile } from '../../server/tuning/evaluation/estimate.ts';
import { type AnswerItem, evaluateAnswers, readQuestions } from '../../server/tuning/index.ts';
import { readyModel } from '../support/models.ts';

const THREADS = 2;
const NANOSECONDS_A_MS = 1e6;

const log = createLog({ level: 'error' });
const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../knowledge/larch-and-loft'));
await using embedder = await openEmbedder({
  log,
  model: await readyModel(DEFAULT_EMBEDDER_ID),
  threads: THREADS,
});
await using generator = await openGenerator({
  log,
  model: await readyModel(DEFAULT_GENERATOR_ID),
  threads: THREADS,
});
const questions = await readQuestions(join(folder, 'tests', 'questions.jsonl'));
const delay = monitorEventLoopDelay({ resolution: 1 });
let measuring = false;
const report = await evaluateAnswers(
  { embedder, generator, log, clock: systemClock },
  {
    corpus: { organisationFolder: folder },
    questions,
    // the first question warms the models; ingesting is not what visitors wait for
    onProgress({ stage, done, total }) {
      if (stage !== 'asking') return;
      if (!measuring) delay.enable();
      measuring = true;
      // The figures worked out at the end belong to the evaluation, not to serving.
      if (done === total) delay.disable();
    },
  },
);
delay.disable();
print(report.items.slice(1));

function print(items: readonly AnswerItem[]): void {
  const kinds = Map.groupBy(items, (item) => item.kind);
  const line = (cells: readonly string[]) =>
    process.stdout.write(`${cells.map((cell) => cell.padEnd(12)).join('')}\n`);
  line(['kind', 'questions', 'share', 'p50 ms', 'p95 ms']);
  for (const [kind, members] of [...kinds, ['all', items] as const]) {
    const waits = members.flatMap((item) => item.firstSentenceMs ?? []).toSorted((one, other) => one - other);
    const at = (share: number) => (waits.length === 0 ? '-' : quantile(waits, share).toFixed(0));
    line([kind, String(members.length), (members.length / items.length).toFixed(2), at(0.5), at(0.95)]);
  }
  process.stdout.write(`event loop held up: ${(delay.max / NANOSECONDS_A_MS).toFixed(1)} ms at most\n`);
}
