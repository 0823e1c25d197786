import { dotProduct, type Embedder } from '../models/index.ts';
import { keptVectors } from './kept-vectors.ts';
import { SPOKEN } from './spoken-phrases.ts';
import { words } from './words.ts';

type Label = keyof typeof SPOKEN;
export type Spoken = Exclude<Label, 'none'>;

/**
 * Cosine of `CALIBRATED` with the nearest phrase, and how much nearer it must be than what only sounds like it. Of 30 wishes for a person
 * written before this was, 29 are met, 20 by words alone; of 30 questions that mention people and 176 of two organisations none.
 */
const NEEDED: Readonly<Record<Spoken, { cosine: number; margin: number }>> = {
  person: { cosine: 0.55, margin: 0.03 },
  anger: { cosine: 0.6, margin: 0.1 },
  chat: { cosine: 0.72, margin: 0.1 },
};
/** Another embedder's cosines mean something else: with it, words alone tell what is no question. */
const CALIBRATED = 'all-minilm-l6-v2';
/** A longer message is about something. */
const MAX_WORDS = 25;

const VECTORS: Record<Label, ReturnType<typeof keptVectors>> = {
  person: keptVectors(SPOKEN.person),
  anger: keptVectors(SPOKEN.anger),
  chat: keptVectors(SPOKEN.chat),
  none: keptVectors(SPOKEN.none),
};

/**
 * What is wanted of the bot itself, by meaning: a person, to let off steam, to chat; undefined for a question.
 * @throws AppError what the embedder throws
 */
export async function matchSpoken(
  embedder: Embedder,
  text: string,
  signal?: AbortSignal,
): Promise<Spoken | undefined> {
  if (embedder.identity().id !== CALIBRATED || words(text).length > MAX_WORDS) return undefined;
  const [asked = new Float32Array(0)] = await embedder.embed([text], signal);
  const nearest = async (label: Label) =>
    Math.max(...(await VECTORS[label](embedder)).map((vector) => dotProduct(asked, vector)));
  const none = await nearest('none');
  let best: { label: Spoken; cosine: number } | undefined;
  for (const label of ['person', 'anger', 'chat'] as const) {
    const cosine = await nearest(label);
    if (cosine > (best?.cosine ?? -1)) best = { label, cosine };
  }
  if (best === undefined) return undefined;
  const { cosine, margin } = NEEDED[best.label];
  return best.cosine >= cosine && best.cosine - none >= margin ? best.label : undefined;
}
