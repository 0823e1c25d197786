import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ModelsDeps, pullModel } from '../../../server/models/index.ts';
import {
  type Checkpoint,
  type Example,
  openTrainer,
  type Recipe,
  type Trainer,
  type TrainingEvent,
  type TrainingInput,
} from '../../../server/tuning/index.ts';
import { tinyGgufDeps } from '../../support/tiny-folder.ts';
import { teachableTinyLlama } from '../../support/tiny-gguf.ts';

const RECIPE: Recipe = {
  rank: 4,
  alpha: 8,
  learningRate: 0.02,
  epochs: 4,
  batchRows: 3,
  warmUpShare: 0.1,
  weightDecay: 0.01,
  clipNorm: 1,
  maxTokens: 40,
  evaluationsPerEpoch: 1,
  patience: 10,
  seed: 7,
};

/** The answer is the question backwards. */
const EXAMPLES = ['abc', 'bcd', 'cde', 'def', 'efg', 'fgh', 'ghi', 'hij', 'ijk', 'jkl', 'ab', 'kl'].map(
  reversed,
);
const HELD_OUT = ['bc', 'fg', 'ij'].map(reversed);

let folder: string;
let models: ModelsDeps;
let input: TrainingInput;
let trainer: Trainer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-trainer-'));
  models = tinyGgufDeps(folder, teachableTinyLlama(), 64);
  const base = await pullModel(models, { id: 'tiny', precision: 'fp32' });
  input = { base, train: EXAMPLES, heldOut: HELD_OUT, recipe: RECIPE, threads: 1 };
  trainer = await open();
});
afterAll(async () => {
  await trainer?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

describe('the trainer', () => {
  test('learns: loss falls, the estimate comes first, the best adapter last', async () => {
    const events = await all(input);
    expect(events[0]).toMatchObject({ type: 'estimate', tokens: expect.any(Number), skipped: [] });
    const losses = of(events, 'step').map(({ loss }) => loss);
    expect(losses).toHaveLength(16);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.8);
    const evaluations = of(events, 'heldOut');
    expect(evaluations).toHaveLength(4);
    const best = Math.min(...evaluations.map(({ loss }) => loss));
    expect(of(events, 'finished')).toMatchObject([{ reason: 'done', heldOutLoss: best }]);
  });

  test('makes the same adapter from the same seed, and another from another', async () => {
    const [first, again] = [adapterOf(await all(input)), adapterOf(await all(input))];
    expect(again).toEqual(first);
    const other = adapterOf(await all({ ...input, recipe: { ...RECIPE, seed: 8 } }));
    expect(other).not.toEqual(first);
  });

  test('goes on from any checkpoint to the adapter of an unbroken run, byte by byte', async () => {
    const events = await all(input);
    const checkpoints = of(events, 'checkpoint').map(({ checkpoint }) => checkpoint);
    expect(checkpoints.length).toBeGreaterThan(1);
    for (const resume of checkpoints.slice(0, 2)) {
      const rest = await all({ ...input, resume });
      expect(of(rest, 'step')[0]?.step).toBe(resume.step + 1);
      expect(adapterOf(rest)).toEqual(adapterOf(events));
    }
  });

  test('leaves a checkpoint when it is stopped, from which it goes on', async () => {
    const whole = adapterOf(await all(input));
    const stop = new AbortController();
    const seen: TrainingEvent[] = [];
    const broken = async () => {
      for await (const event of trainer.train(input, stop.signal)) {
        seen.push(event);
        if (event.type === 'step' && event.step === 6) stop.abort();
      }
    };
    await expect(broken()).rejects.toMatchObject({ code: 'cancelled' });
    const last = seen.at(-1);
    const resume = last?.type === 'checkpoint' ? last.checkpoint : undefined;
    expect(resume?.step).toBeGreaterThanOrEqual(6);
    expect(adapterOf(await all({ ...input, ...(resume && { resume }) }))).toEqual(whole);
  });

  test('stops early once the held-out loss no longer falls, with the best adapter', async () => {
    const heldOut = [{ ...reversed('abc'), messages: said('abc', 'lllllll') }];
    const events = await all({ ...input, heldOut, recipe: { ...RECIPE, epochs: 12, patience: 2 } });
    const [finished] = of(events, 'finished');
    expect(finished?.reason).toBe('early-stop');
    const best = of(events, 'heldOut')
      .filter((event) => event.best)
      .at(-1);
    expect(finished).toMatchObject({ step: best?.step, heldOutLoss: best?.loss });
  });

  test('adapts only the layers and modules asked for', async () => {
    const recipe: Recipe = { ...RECIPE, epochs: 1, modules: ['self_attn.q_proj'], layers: 1 };
    const adapter = Buffer.from(adapterOf(await all({ ...input, recipe }))).toString('latin1');
    expect(adapter).toContain('model.layers.0.self_attn.q_proj.lora_A');
    expect(adapter).not.toContain('mlp');
  });

  test('estimates without training', async () => {
    const estimate = await trainer.estimate(input);
    expect(estimate.tokensPerSecond).toBeGreaterThan(0);
    expect(estimate.memoryBytes).toBeGreaterThan(1e6);
  });
});

describe('a preference', () => {
  test('gives the very same adapter from any checkpoint', async () => {
    const start = adapterOf(await all(input));
    const rejected = (example: Example) => ({ ...example, rejected: 'lll' });
    const objective = { kind: 'preference', beta: 0.5, supervisedShare: 0.2 } as const;
    const pairs = { train: EXAMPLES.map(rejected), heldOut: HELD_OUT.map(rejected) };
    const wanted = { ...input, ...pairs, start, recipe: { ...RECIPE, objective } };
    const events = await all(wanted);
    const checkpoints = of(events, 'checkpoint').map(({ checkpoint }) => checkpoint);
    expect(checkpoints.length).toBeGreaterThan(1);
    for (const resume of checkpoints.slice(0, 2))
      expect(adapterOf(await all({ ...wanted, resume }))).toEqual(adapterOf(events));
  });

  test('makes the preferred answer likelier than the rejected one', async () => {
    const train = EXAMPLES.map((example) => ({ ...example, rejected: 'lll' }));
    const heldOut = HELD_OUT.map((example) => ({ ...example, rejected: 'lll' }));
    const objective = { kind: 'preference', beta: 0.5, supervisedShare: 0.2 } as const;
    const start = adapterOf(await all(input));
    const events = await all({ ...input, train, heldOut, start, recipe: { ...RECIPE, objective } });
    const losses = of(events, 'heldOut').map(({ loss }) => loss);
    expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
  });

  test('is refused without a rejected answer', async () => {
    const objective = { kind: 'preference', beta: 0.1, supervisedShare: 0 } as const;
    await expect(all({ ...input, recipe: { ...RECIPE, objective } })).rejects.toMatchObject({
      code: 'bad_request',
    });
  });
});

describe('judged answers', () => {
  const objective = { kind: 'judgement', beta: 0.5, counts: { liked: 6, disliked: 6 } } as const;
  const judged = (example: Example, at: number) => ({
    ...example,
    ...(at % 2 === 0 ? { liked: true } : { liked: false, messages: said(example.id, 'lll') }),
  });
  const wanted = () => ({
    ...input,
    train: EXAMPLES.map(judged),
    heldOut: [...HELD_OUT, reversed('de')].map(judged),
    recipe: { ...RECIPE, objective },
  });

  test('make liked ones likelier than disliked ones, also on those kept aside', async () => {
    const start = adapterOf(await all(input));
    const events = await all({ ...wanted(), start });
    expect(of(events, 'step')[0]?.margin).toBeCloseTo(0, 5);
    const margins = of(events, 'heldOut').map(({ margin }) => margin ?? Number.NaN);
    expect(margins.at(-1)).toBeGreaterThan(0.5);
    const losses = of(events, 'heldOut').map(({ loss }) => loss);
    expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
  });

  test('give the very same adapter from any checkpoint', async () => {
    const events = await all(wanted());
    const checkpoints = of(events, 'checkpoint').map(({ checkpoint }) => checkpoint);
    expect(checkpoints.length).toBeGreaterThan(1);
    for (const resume of checkpoints.slice(0, 2))
      expect(adapterOf(await all({ ...wanted(), resume }))).toEqual(adapterOf(events));
  });

  test('are refused where nobody judged them, or all answer one question', async () => {
    const unjudged = all({ ...wanted(), train: EXAMPLES });
    await expect(unjudged).rejects.toThrow('neither liked nor disliked');
    const [one] = EXAMPLES.map(judged);
    const alone = all({ ...wanted(), train: one ? [one, { ...one, id: 'again' }] : [] });
    await expect(alone).rejects.toThrow('at least two questions');
  });
});

describe('bad rows', () => {
  test('that are too long are left out and named', async () => {
    const long = { id: 'long', messages: said('a'.repeat(100), 'b') };
    const estimate = await trainer.estimate({ ...input, train: [...EXAMPLES, long] });
    expect(estimate.skipped).toEqual([{ id: 'long', tokens: 105 }]);
  });

  test.each<[string, Partial<TrainingInput>, RegExp]>([
    ['no rows', { train: [] }, /holds no examples/],
    [
      'only long rows',
      { train: [{ id: 'x', messages: said('a'.repeat(100), 'b') }] },
      /longer than 40 tokens/,
    ],
    [
      'no answer',
      { train: [{ id: 'x', messages: [{ role: 'user', content: 'a' }] }] },
      /does not end with an answer/,
    ],
    ['a foreign checkpoint', { resume: foreign() }, /cannot go on from this checkpoint/],
  ])('are refused in a sentence: %s', async (_, change, message) => {
    await expect(all({ ...input, ...change })).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringMatching(message),
    });
  });
});

function open(): Promise<Trainer> {
  return openTrainer({ log: models.log, models, measureMs: 20 });
}

function foreign(): Checkpoint {
  return { step: 1, adapter: new Uint8Array(), moments: new Uint8Array(), state: '{"version":1}' };
}

function reversed(text: string): Example {
  return { id: text, messages: said(text, [...text].reverse().join('')) };
}

function said(question: string, answer: string): Example['messages'] {
  return [
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ];
}

async function all(given: TrainingInput): Promise<TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  for await (const event of trainer.train(given)) events.push(event);
  return events;
}

function of<Type extends TrainingEvent['type']>(events: readonly TrainingEvent[], type: Type) {
  return events.filter((event): event is Extract<TrainingEvent, { type: Type }> => event.type === type);
}

function adapterOf(events: readonly TrainingEvent[]): Uint8Array {
  return of(events, 'finished')[0]?.adapter ?? new Uint8Array();
}
