import { createHash } from 'node:crypto';
import { invariant } from '../../base/index.ts';
import {
  findCrossEncoder,
  findModel,
  holdCrossEncoder,
  type ModelFolder,
  type ModelsDeps,
  pullModel,
  writeCrossEncoder,
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
   * @throws AppError as `pullModel`, `Trainer.train` and `writeCrossEncoder`; `cancelled`
   */
  make(options?: MakeOptions, signal?: AbortSignal): Promise<ModelFolder>;
};

type MakeOptions = { onProgress?: (progress: CrossEncoderProgress) => void };

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
  return {
    async find() {
      const base = await findModel(models, { id, precision });
      if (base === undefined) return undefined;
      return await findCrossEncoder(models, { base, digest: await digestOf(base), precision });
    },
    async make({ onProgress } = {}, signal) {
      const base = await pullModel(models, { id, precision }, signal);
      const wanted = { base, digest: await digestOf(base), precision };
      await using _lock = await holdCrossEncoder(models, wanted, signal);
      const found = await findCrossEncoder(models, wanted);
      if (found) return found;
      const taught = await learn(deps, base, onProgress, signal);
      return await writeCrossEncoder(models, { ...wanted, taught }, signal);
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
    if (event.type === 'step') onProgress?.({ done: event.step, total: event.steps });
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
