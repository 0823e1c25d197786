import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { TrainingRow } from '../../../server/models/index.ts';
import { runTrainingGraphs } from '../../../server/models/training/run-training-graphs.ts';
import { encoderGraphs } from '../../../server/models/training/training-graphs.ts';
import { openTrainer, type Recipe, type TrainingEvent } from '../../../server/tuning/index.ts';
import type { EncodedExample } from '../../../server/tuning/training/learner.ts';
import { train } from '../../../server/tuning/training/train.ts';
import { testEmbedder, testModelsDeps } from '../../support/models.ts';
import { silentLog } from '../../support/store.ts';
import { TINY_ENCODER, TINY_ENCODER_WEIGHTS } from '../../support/tiny-encoder.ts';

const RECIPE: Recipe = {
  rank: 1,
  alpha: 1,
  learningRate: 3e-3,
  epochs: 12,
  batchRows: 3,
  warmUpShare: 0.1,
  weightDecay: 0,
  clipNorm: 1,
  maxTokens: 128,
  evaluationsPerEpoch: 1,
  patience: 100,
  seed: 7,
  objective: { kind: 'contrast', scale: 20 },
};

const START = 1;
const END = 2;
const row = (...ids: number[]): TrainingRow => ({
  ids: [START, ...ids, END],
  targets: TINY_ENCODER.hiddenSize,
});

/** Question and line share no token: which belong together has to be learned. The last two have one answer. */
const EXAMPLES: EncodedExample[] = [
  { id: 'a', rows: [row(5, 6), row(20, 21, 22), row(30, 31)] },
  { id: 'b', rows: [row(7), row(23), row(30, 32, 33)] },
  { id: 'c', rows: [row(8, 9, 10), row(24, 25)] },
  { id: 'd', rows: [row(11, 12), row(26), row(20, 21, 22)] },
  { id: 'e', rows: [row(13), row(27, 28), row(34)] },
  { id: 'f', rows: [row(14, 15), row(27, 28)] },
];

async function learn(recipe: Partial<Recipe> = {}, tokensPerRun = 24) {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-contrast-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const graphs = encoderGraphs('bi-encoder', TINY_ENCODER, TINY_ENCODER_WEIGHTS);
  await using session = await runTrainingGraphs(graphs, { folder, threads: 1 });
  const events: TrainingEvent[] = [];
  await train(
    {
      session,
      train: EXAMPLES,
      heldOut: EXAMPLES,
      replay: [],
      recipe: { ...RECIPE, ...recipe },
      tokensPerRun,
      digest: 'd',
      checkpointEveryMs: 60_000,
      keepsCheckpoints: false,
    },
    (event) => events.push(event),
    async () => undefined,
  );
  const [finished] = of(events, 'finished');
  return { steps: of(events, 'step'), judged: of(events, 'heldOut'), adapter: finished?.adapter };
}

test('some steps bring the lines that answer before all others', async () => {
  const { judged } = await learn();
  const [first, last] = [judged[0], judged.at(-1)];
  expect(last?.loss).toBeLessThan((first?.loss ?? 0) / 4);
  expect(last?.margin).toBeGreaterThan(0);
});

test('the same seed gives the same bytes, and another seed others', async () => {
  const [first, again, other] = [await learn(), await learn(), await learn({ seed: 8 })];
  expect(first.adapter).toEqual(again.adapter);
  expect(first.adapter).not.toEqual(other.adapter);
});

test('how a step is cut into runs says nothing of what is learned', async () => {
  const [apart, together] = [await learn({}, 1), await learn({}, 10_000)];
  expect(apart.steps[0]?.loss).toBeCloseTo(together.steps[0]?.loss ?? Number.NaN, 4);
  expect(apart.steps[0]?.gradientNorm).toBeCloseTo(together.steps[0]?.gradientNorm ?? Number.NaN, 2);
});

test('the trainer teaches a real embedder', async () => {
  const models = testModelsDeps();
  await using trainer = await openTrainer({ log: silentLog, models, measureMs: 0, keepsCheckpoints: false });
  const things = ['bread', 'milk', 'soap', 'rope'];
  const examples = things.map((thing, index) => ({
    id: thing,
    messages: [
      { role: 'user' as const, content: `What does ${thing} cost?` },
      { role: 'assistant' as const, content: `Prices: ${index + 2} pounds for ${thing}.` },
    ],
    others: [`${thing} is sold by weight.`],
  }));
  const recipe = { ...RECIPE, learningRate: 3e-5, epochs: 4, batchRows: 2 };
  const input = { base: await testEmbedder(), train: examples, heldOut: examples, recipe, threads: 1 };
  const events: TrainingEvent[] = [];
  for await (const event of trainer.train(input)) events.push(event);
  const losses = of(events, 'heldOut').map(({ loss }) => loss);
  expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
  expect(of(events, 'finished')[0]?.adapter.byteLength).toBeGreaterThan(40_000_000);
});

function of<T extends TrainingEvent['type']>(events: readonly TrainingEvent[], type: T) {
  return events.filter((event): event is Extract<TrainingEvent, { type: T }> => event.type === type);
}
