import { createHash } from 'node:crypto';
import { invariant } from '../../base/index.ts';
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
import { openTrainer } from '../training/open-trainer.ts';
import type { Example } from '../training/types.ts';
import type { Reading } from './reading.ts';
import { CROSS_ENCODER_RECIPE, READING_TOKENS_PER_RUN, TEACHING_VERSION } from './recipe.ts';

export type CrossEncoderDeps = {
  models: ModelsDeps;
  /** Catalogue id of the embedder that it is made of, and the precision of both. */
  embedder: string;
  precision: ModelFolder['precision'];
  threads: number;
  readReadings(): Promise<Reading[]>;
};

/** Steps of the training. */
export type CrossEncoderProgress = { done: number; total: number };

export type CrossEncoder = {
  /** The one made on this machine, of this embedder and these readings; undefined until it is. */
  find(): Promise<ModelFolder | undefined>;
  /**
   * Teaches the embedder to tell whether a text answers a question, in a process of its own and of low priority, once a machine:
   * some minutes on two cores. The same readings, base and threads give the same bytes.
   * @throws AppError as `Trainer.train` and `writeTaughtEncoder`; `model_unavailable` where the embedder is not here, or not any more;
   * `cancelled`
   */
  make(options?: MakeOptions, signal?: AbortSignal): Promise<ModelFolder>;
  /** Whether a process of this machine makes it now. */
  isBeingMade(): Promise<boolean>;
  /** Removes those of earlier readings and recipes that nobody uses any more; `make` does so too. */
  removeUnused(): Promise<void>;
};

type MakeOptions = {
  onProgress?: (progress: CrossEncoderProgress) => void;
  /** Called when it is this process's turn and before anything is learned; what it throws ends the making. */
  begin?: () => Promise<void>;
};

export function openCrossEncoder(deps: CrossEncoderDeps): CrossEncoder {
  const { models, embedder: id, precision } = deps;
  /** Of all that it is taught with; read once, for a server asks for it again and again. */
  let taughtWith: Promise<string> | undefined;
  const digestOf = async (base: ModelFolder) => {
    taughtWith ??= deps.readReadings().then(
      (readings) =>
        sha256(JSON.stringify([TEACHING_VERSION, CROSS_ENCODER_RECIPE, READING_TOKENS_PER_RUN, readings])),
      (thrown) => {
        taughtWith = undefined;
        throw thrown;
      },
    );
    return sha256(`${base.manifest.source.sha256} ${await taughtWith}`);
  };
  const findWanted = async () => {
    const base = await findModel(models, { id, precision });
    return base && { kind: 'cross-encoder' as const, base, digest: await digestOf(base), precision };
  };
  return {
    async find() {
      const wanted = await findWanted();
      return wanted && (await findTaughtEncoder(models, wanted));
    },
    async isBeingMade() {
      const wanted = await findWanted();
      return wanted !== undefined && (await isTaughtEncoderHeld(models, wanted));
    },
    async make({ onProgress, begin } = {}, signal) {
      const wanted = await findWanted();
      if (wanted === undefined) throw embedderGone(id);
      await using _lock = await holdTaughtEncoder(models, wanted, signal);
      const { base } = wanted;
      await requireEmbedderHere(base);
      const found = await findTaughtEncoder(models, wanted);
      if (found) return found;
      await begin?.();
      const taught = await learn(deps, base, onProgress, signal);
      const made = await writeTaughtEncoder(models, { ...wanted, taught }, signal);
      await removeUnusedTaughtEncoders(models, wanted);
      return made;
    },
    async removeUnused() {
      const wanted = await findWanted();
      if (wanted) await removeUnusedTaughtEncoders(models, wanted);
    },
  };
}

async function learn(
  { models, threads, readReadings }: CrossEncoderDeps,
  base: ModelFolder,
  onProgress: ((progress: CrossEncoderProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  await using trainer = await openTrainer({
    log: models.log,
    models,
    measureMs: 0,
    tokensPerRun: READING_TOKENS_PER_RUN,
    keepsCheckpoints: false,
  });
  const train = examplesOf(await readReadings());
  const input = { base, train, heldOut: [], recipe: CROSS_ENCODER_RECIPE, threads };
  let taught: Uint8Array | undefined;
  for await (const event of trainer.train(input, signal)) {
    if (event.type === 'estimate')
      invariant(event.skipped.length === 0, 'What is too long is cut, and nothing left out.');
    if (event.type === 'step') {
      await requireEmbedderHere(base);
      onProgress?.({ done: event.step, total: event.steps });
    }
    if (event.type === 'finished') taught = event.adapter;
  }
  invariant(taught, 'Training ends with what was taught.');
  return taught;
}

/** Readings as the conversations that `loadReadingTokenizer` reads, the rarer answer repeated until both count about alike. */
function examplesOf(readings: readonly Reading[]): Example[] {
  const unanswered = readings.filter(({ answers }) => !answers);
  const answered = readings.filter(({ answers }) => answers);
  const [rare, common] = [unanswered, answered].toSorted((one, other) => one.length - other.length);
  const times = Math.round((common?.length ?? 0) / Math.max(1, rare?.length ?? 0));
  const repeated = Array.from({ length: Math.max(0, times - 1) }, () => rare ?? []).flat();
  return [...readings, ...repeated].map(({ question, text, answers }, index) => ({
    id: String(index),
    messages: [
      { role: 'system', content: text },
      { role: 'user', content: question },
      { role: 'assistant', content: answers ? 'yes' : 'no' },
    ],
  }));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
