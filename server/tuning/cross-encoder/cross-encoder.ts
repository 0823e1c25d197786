import { invariant, onceMade } from '../../base/index.ts';
import {
  embedderGone,
  findModel,
  findTaughtEncoder,
  holdTaughtEncoder,
  isTaughtEncoderHeld,
  type ModelFolder,
  type ModelsDeps,
  removeUnusedTaughtEncoders,
  requireEmbedderHere,
  writeTaughtEncoder,
} from '../../models/index.ts';
import { biEncoderLesson } from './bi-encoder-lesson.ts';
import { crossEncoderLesson } from './cross-encoder-lesson.ts';
import { digestOn, type EncoderLesson, learn, stepsOf } from './encoder-lesson.ts';
import type { Ranking } from './ranking.ts';
import type { Reading } from './reading.ts';

export type CrossEncoderDeps = {
  models: ModelsDeps;
  /** Catalogue id of the embedder that they are made of, and the precision of all. */
  embedder: string;
  precision: ModelFolder['precision'];
  threads: number;
  readReadings(): Promise<Reading[]>;
  readRankings(): Promise<Ranking[]>;
};

/** Steps of the training. */
export type CrossEncoderProgress = { done: number; total: number };

/** The cross-encoder of this machine, which tells whether lines answer a question, and the bi-encoder that finds it the lines. */
export type CrossEncoder = {
  /** The one made on this machine, of this embedder and these readings; undefined until it is. */
  find(): Promise<ModelFolder | undefined>;
  /** The bi-encoder, which is made first. */
  findBiEncoder(): Promise<ModelFolder | undefined>;
  /**
   * Teaches the embedder to put a question next to the line that answers it and, anew, to tell whether a text answers a question: in a
   * process of its own and of low priority, once a machine, some minutes on two cores. The same rows, base and threads give the same
   * bytes.
   * @returns the cross-encoder
   * @throws AppError as `Trainer.train` and `writeTaughtEncoder`; `model_unavailable` where the embedder is not here, or not any more;
   * `cancelled`
   */
  make(options?: MakeOptions, signal?: AbortSignal): Promise<ModelFolder>;
  /** Whether a process of this machine makes them now. */
  isBeingMade(): Promise<boolean>;
  /** Removes those of earlier rows and recipes that nobody uses any more; `make` does so too. */
  removeUnused(): Promise<void>;
};

type MakeOptions = {
  onProgress?: (progress: CrossEncoderProgress) => void;
  /** Called when it is this process's turn and before anything is learned; what it throws ends the making. */
  begin?: () => Promise<void>;
};

/** Whether nothing is left to be made. */
export async function areMade(encoders: Pick<CrossEncoder, 'find' | 'findBiEncoder'>): Promise<boolean> {
  const found = await Promise.all([encoders.find(), encoders.findBiEncoder()]);
  return found.every((folder) => folder !== undefined);
}

export function openCrossEncoder(deps: CrossEncoderDeps): CrossEncoder {
  const { models, embedder: id, precision } = deps;
  const lessons = {
    biEncoder: async () => biEncoderLesson(await deps.readRankings()),
    crossEncoder: async () => crossEncoderLesson(await deps.readReadings()),
  };
  // A server asks for them again and again.
  const readDigests = onceMade(async () => ({
    biEncoder: (await lessons.biEncoder()).digest,
    crossEncoder: (await lessons.crossEncoder()).digest,
  }));
  const findWanted = async () => {
    const base = await findModel(models, { id, precision });
    if (base === undefined) return undefined;
    const digests = await readDigests();
    const of = (digest: string) => ({ base, digest: digestOn(base, digest), precision });
    return {
      biEncoder: { kind: 'bi-encoder' as const, ...of(digests.biEncoder) },
      crossEncoder: { kind: 'cross-encoder' as const, ...of(digests.crossEncoder) },
    };
  };
  return {
    async find() {
      const wanted = await findWanted();
      return wanted && (await findTaughtEncoder(models, wanted.crossEncoder));
    },
    async findBiEncoder() {
      const wanted = await findWanted();
      return wanted && (await findTaughtEncoder(models, wanted.biEncoder));
    },
    async isBeingMade() {
      const wanted = await findWanted();
      return wanted !== undefined && (await isTaughtEncoderHeld(models, wanted.crossEncoder));
    },
    async make({ onProgress = () => undefined, begin } = {}, signal) {
      const wanted = await findWanted();
      if (wanted === undefined) throw embedderGone(id);
      await using _lock = await holdTaughtEncoder(models, wanted.crossEncoder, signal);
      await requireEmbedderHere(wanted.crossEncoder.base);
      const found = await findTaughtEncoder(models, wanted.crossEncoder);
      const biEncoder = await findTaughtEncoder(models, wanted.biEncoder);
      if (found && biEncoder) return found;
      await begin?.();
      const missing = [
        ...(biEncoder ? [] : [{ ...wanted.biEncoder, lesson: await lessons.biEncoder() }]),
        ...(found ? [] : [{ ...wanted.crossEncoder, lesson: await lessons.crossEncoder() }]),
      ];
      const last = await makeEach(deps, missing, onProgress, signal);
      const made = found ?? last;
      for (const one of Object.values(wanted)) await removeUnusedTaughtEncoders(models, one);
      invariant(made, 'What is missing is made, the cross-encoder last.');
      return made;
    },
    async removeUnused() {
      const wanted = await findWanted();
      for (const one of Object.values(wanted ?? {})) await removeUnusedTaughtEncoders(models, one);
    },
  };
}

type Wanted = {
  kind: EncoderLesson['kind'];
  base: ModelFolder;
  digest: string;
  precision: ModelFolder['precision'];
  lesson: EncoderLesson;
};

/** One after the other, in the order of `missing`. @returns the last */
async function makeEach(
  deps: CrossEncoderDeps,
  missing: readonly Wanted[],
  onProgress: (progress: CrossEncoderProgress) => void,
  signal: AbortSignal | undefined,
): Promise<ModelFolder | undefined> {
  const total = missing.reduce((sum, { lesson }) => sum + stepsOf(lesson), 0);
  let before = 0;
  let made: ModelFolder | undefined;
  for (const { lesson, ...wanted } of missing) {
    const onStep = (step: number) => onProgress({ done: before + step, total });
    const taught = await learn(deps, { base: wanted.base, lesson, onStep }, signal);
    made = await writeTaughtEncoder(deps.models, { ...wanted, taught }, signal);
    before += stepsOf(lesson);
  }
  return made;
}
