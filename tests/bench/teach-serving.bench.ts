/**
 * What visitors notice of a bot that learns: time to the first words of an answer, idle and during a run's training, on the sample
 * organisation with the real models, in one process as the server has it. `npm run bench -- teach-serving [questions]`; models are
 * looked for in FOYER_CACHE, else ~/.cache/foyer. The goal is a ratio of at most 2 at the 95th percentile.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ensureBot } from '../../server/bots/index.ts';
import { askBot } from '../../server/chat/index.ts';
import { loadConfig } from '../../server/config/index.ts';
import { type AppContext, openContext } from '../../server/context.ts';
import { runJobs } from '../../server/jobs/index.ts';
import { loadOrganisation } from '../../server/knowledge/index.ts';
import { quantile } from '../../server/tuning/evaluation/estimate.ts';
import {
  cancelRun,
  getRun,
  loadTeachingMaterial,
  readQuestions,
  startRun,
  TEACH_JOB,
  teachJob,
} from '../../server/tuning/index.ts';

const BOT_ID = 'larch-and-loft';
const ACTOR = 'system:bench';
const NANOSECONDS_A_MS = 1e6;
/** Steps after which the trainer is at its ordinary pace. */
const WARM_STEPS = 2;

const count = Number(process.argv[2] ?? 40);
const folder = resolve(import.meta.dirname, '../../knowledge', BOT_ID);
const dataDir = await mkdtemp(join(tmpdir(), 'foyer-teach-serving-'));
try {
  await using context = await openContext(
    loadConfig(undefined, { FOYER_DATA: dataDir, FOYER_LOG_LEVEL: 'error' }),
  );
  await fill(context);
  const rows = await readQuestions(join(folder, 'tests', 'questions.jsonl'));
  const questions = rows.filter(({ answerable }) => answerable !== false).slice(0, count);
  const asked = questions.map(({ question }) => question);
  // Whatever is remembered of a question is remembered before both passes that are measured.
  await waits(context, asked);
  const idle = await waits(context, asked);
  const run = await startRun(context.teaching, {
    actor: ACTOR,
    botId: BOT_ID,
    settings: { test: false, maxMinutes: 60 },
  });
  await using _worker = runJobs(context, { [TEACH_JOB]: teachJob(context.teaching) });
  await untilTraining(context, run.id);
  const during = await waits(context, asked);
  const { state, progress } = await getRun(context, { runId: run.id });
  if (state !== 'training')
    throw new Error(`The run was ${state} before all questions were asked; ask fewer.`);
  await cancelRun(context.teaching, { actor: ACTOR, runId: run.id });
  print(idle, during, progress?.tokensPerSecond ?? 0);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

async function fill(context: AppContext): Promise<void> {
  const settings = {
    organisation: 'Larch & Loft',
    greeting: 'Hello.',
    refusal: 'I could not find this in our documents.',
    handoffMessage: 'I will bring in a colleague.',
  };
  await ensureBot(context, { actor: ACTOR, id: BOT_ID, name: BOT_ID, settings });
  for await (const event of loadOrganisation(context, { botId: BOT_ID, folder })) {
    if (event.type === 'document-failed') throw new Error(`${event.name}: ${event.message}`);
  }
  await loadTeachingMaterial(context, { actor: ACTOR, botId: BOT_ID, folder, approve: true });
}

async function untilTraining(context: AppContext, runId: string): Promise<void> {
  for (;;) {
    const run = await getRun(context, { runId });
    if (run.error) throw new Error(run.error.message);
    if (run.state === 'training' && (run.progress?.step ?? 0) >= WARM_STEPS) return;
    await new Promise((done) => setTimeout(done, 200));
  }
}

type Waits = { ms: number[]; heldUpMs: number };

async function waits(context: AppContext, questions: readonly string[]): Promise<Waits> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const ms: number[] = [];
  for (const question of questions) {
    const begin = performance.now();
    let first: number | undefined;
    for await (const event of askBot(context, { botId: BOT_ID, question })) {
      if (event.type === 'text') first ??= performance.now() - begin;
    }
    if (first !== undefined) ms.push(first);
  }
  delay.disable();
  return { ms: ms.toSorted((one, other) => one - other), heldUpMs: delay.max / NANOSECONDS_A_MS };
}

function print(idle: Waits, during: Waits, tokensPerSecond: number): void {
  const line = (cells: readonly (string | number)[]) =>
    process.stdout.write(`${cells.map((cell) => String(cell).padEnd(14)).join('')}\n`);
  line(['', 'answers', 'p50 ms', 'p95 ms', 'loop held ms']);
  for (const [name, { ms, heldUpMs }] of [['idle', idle] as const, ['during a run', during] as const]) {
    line([
      name,
      ms.length,
      ...[0.5, 0.95].map((share) => quantile(ms, share).toFixed(0)),
      heldUpMs.toFixed(0),
    ]);
  }
  const ratio = (share: number) => (quantile(during.ms, share) / quantile(idle.ms, share)).toFixed(2);
  process.stdout.write(
    `first words, during a run / idle: ${ratio(0.5)} at the median, ${ratio(0.95)} at p95; it trained ${tokensPerSecond.toFixed(0)} tokens/s meanwhile\n`,
  );
}
