import { createHash } from 'node:crypto';
import { invariant } from '../../base/index.ts';
import {
  type ModelFolder,
  type ModelsDeps,
  requireEmbedderHere,
  type TaughtKind,
} from '../../models/index.ts';
import { planSteps } from '../optimise/plan.ts';
import { openTrainer } from '../training/open-trainer.ts';
import type { Example, Recipe } from '../training/types.ts';

/** What an embedder is taught, to become one of the encoders of this machine. */
export type EncoderLesson = {
  kind: TaughtKind;
  recipe: Recipe;
  /** Tokens that run together. */
  tokensPerRun: number;
  /** SHA-256 over all that it is taught with, hex: equal ones make equal encoders of equal embedders. */
  digest: string;
  examples: readonly Example[];
};

type LessonInput<Row> = Omit<EncoderLesson, 'digest' | 'examples'> & {
  /** Raised whenever the same recipe and rows would teach something else. */
  version: number;
  rows: readonly Row[];
  examplesOf: (rows: readonly Row[]) => Example[];
};

export function encoderLesson<Row>({
  version,
  rows,
  examplesOf,
  ...lesson
}: LessonInput<Row>): EncoderLesson {
  const { recipe, tokensPerRun } = lesson;
  const digest = sha256(JSON.stringify([version, recipe, tokensPerRun, rows]));
  return { ...lesson, digest, examples: examplesOf(rows) };
}

/** Of a lesson, by its digest, and the embedder that is taught. */
export function digestOn(base: ModelFolder, digest: string): string {
  return sha256(`${base.manifest.source.sha256} ${digest}`);
}

export function stepsOf({ recipe, examples }: EncoderLesson): number {
  return planSteps({ rows: examples.length, ...recipe }).length;
}

type LearnInput = { base: ModelFolder; lesson: EncoderLesson; onStep: (step: number) => void };

/** What the embedder is taught, as `writeTaughtEncoder` takes it. @throws AppError as `Trainer.train`; `model_unavailable` once the embedder is removed */
export async function learn(
  { models, threads }: { models: ModelsDeps; threads: number },
  { base, lesson, onStep }: LearnInput,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const { tokensPerRun, examples, recipe } = lesson;
  const { log } = models;
  await using trainer = await openTrainer({
    log,
    models,
    measureMs: 0,
    tokensPerRun,
    keepsCheckpoints: false,
  });
  const input = { base, train: [...examples], heldOut: [], recipe, threads };
  let taught: Uint8Array | undefined;
  for await (const event of trainer.train(input, signal)) {
    if (event.type === 'estimate')
      invariant(event.skipped.length === 0, 'What is too long is cut, and nothing left out.');
    if (event.type === 'step') {
      await requireEmbedderHere(base);
      onStep(event.step);
    }
    if (event.type === 'finished') taught = event.adapter;
  }
  invariant(taught, 'Training ends with what was taught.');
  return taught;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
