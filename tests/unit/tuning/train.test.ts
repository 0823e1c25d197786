import { describe, expect, test } from 'vitest';
import { readSafetensors } from '../../../server/models/index.ts';
import type { LearningSession } from '../../../server/tuning/training/learner.ts';
import { type TrainInput, train } from '../../../server/tuning/training/train.ts';
import type { Checkpoint, TrainingEvent } from '../../../server/tuning/training/types.ts';

const TARGET = [1, -1, 0.5, 2];

/** One tensor that is drawn to a target; rows count for nothing. */
const session: LearningSession = {
  tensors: [{ name: 'a.lora_A', half: 'A', shape: [2, 2] }] as unknown as LearningSession['tensors'],
  async learn(_rows, trained, gradient) {
    for (const [index, value] of trained.entries()) gradient[index] = value - (TARGET[index] ?? 0);
    return gradient.reduce((sum, value) => sum + value ** 2, 0);
  },
  judge: async (_rows, trained) => Float32Array.of(trained.reduce((sum, value) => sum + value, 0)),
};

const example = (id: string) => ({ id, rows: [{ ids: [1, 2], targets: 1 }] });
const recipe: TrainInput['recipe'] = {
  rank: 2,
  alpha: 4,
  learningRate: 0.1,
  epochs: 2,
  batchRows: 1,
  warmUpShare: 0,
  weightDecay: 0,
  clipNorm: 1,
  maxTokens: 64,
  evaluationsPerEpoch: 1,
  patience: 2,
  seed: 3,
};

/** Stops at the given call between two runs of the graph, and says where it ended. */
async function run(stopAt: number, resume?: Checkpoint) {
  const input = {
    session,
    recipe,
    replay: [],
    tokensPerRun: 64,
    digest: 'd',
    checkpointEveryMs: 60_000,
    resume,
  };
  const events: TrainingEvent[] = [];
  let calls = 0;
  const pause = async () => {
    calls += 1;
    if (calls === stopAt) throw new Error('stop');
  };
  const work = train(
    { ...input, train: [example('a'), example('b')], heldOut: [example('c')] },
    (event) => events.push(structuredClone(event)),
    pause,
  );
  await work.catch(() => undefined);
  const checkpoint = events.findLast((event) => event.type === 'checkpoint')?.checkpoint;
  return { calls, checkpoint, finished: events.find((event) => event.type === 'finished') };
}

test('wherever it is stopped, going on gives the very adapter of an unbroken run', async () => {
  const whole = await run(0);
  expect(whole.finished).toMatchObject({ heldOutLoss: expect.any(Number), reason: 'done' });
  for (let stopAt = 1; stopAt <= whole.calls; stopAt += 1) {
    const { checkpoint } = await run(stopAt);
    expect([stopAt, (await run(0, checkpoint)).finished]).toEqual([stopAt, whole.finished]);
  }
});

describe('a loss that is no number', () => {
  const events: TrainingEvent[] = [];
  const work = (broken: Partial<LearningSession>) =>
    train(
      {
        session: { ...session, ...broken },
        recipe,
        replay: [],
        tokensPerRun: 64,
        digest: 'd',
        checkpointEveryMs: 60_000,
        train: [example('a'), example('b')],
        heldOut: [example('c')],
      },
      (event) => events.push(structuredClone(event)),
      async () => undefined,
    );

  test.each<[string, Partial<LearningSession>]>([
    ['of what is learned', { learn: async () => Number.NaN }],
    [
      'in the gradient',
      {
        async learn(_rows, _trained, gradient) {
          gradient[0] = Number.POSITIVE_INFINITY;
          return 1;
        },
      },
    ],
    ['of what is held out', { judge: async () => Float32Array.of(Number.NaN) }],
  ])('%s ends a run with what to do, and leaves an adapter of numbers', async (_, broken) => {
    events.length = 0;
    await expect(work(broken)).rejects.toThrow(/went astray in step \d.*lower learning rate/);
    expect(events.find(({ type }) => type === 'finished')).toBeUndefined();
    const last = events.findLast((event) => event.type === 'checkpoint')?.checkpoint;
    const adapter = last && readSafetensors(last.adapter, 'the adapter').read('a.lora_A');
    expect(adapter?.every(Number.isFinite)).toBe(true);
  });
});
