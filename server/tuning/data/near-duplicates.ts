import { dotProduct, type Embedder } from '../../models/index.ts';
import { normalisedText } from '../lessons/question-key.ts';
import { type Askable, type Asked, askedBy, turnsBefore, withLastExchange } from './asked.ts';
import { LikeWords } from './like-words.ts';
import { NearVectors } from './near-vectors.ts';
import { tellsApart } from './tells-apart.ts';
import { keyWords } from './words.ts';

/** Cosine of the default embedder from which two questions sound the same; with many words in common, less will do. */
const SAME_COSINE = 0.95;
const LIKE_COSINE = 0.86;
const LIKE_WORDS = 0.6;
/** With all words in common; `what can you do` and `what do I have to have` share the only one that they have. */
const SAME_WORDS = 1;
const SAME_WORDS_COSINE = 0.6;
/**
 * Of two questions with the talk right before them, where each leans on another talk. Measured on pairs that sound the same,
 * asked of hotels and restaurants (docs/teaching.md): below it lie 185 of 197 about two of them, and 2 of 11 about one that name no document in common.
 */
const SAME_TALK_COSINE = 0.65;

const NOWHERE = new Float32Array(0);

export type Duplicates = {
  /** The question of one that asks the same, or undefined. */
  find(asked: Askable): Promise<string | undefined>;
  add(asked: Askable): Promise<void>;
};

/**
 * Looks for what asks the same as one of these, word by word or in other words. The same words always ask the same, but after two
 * different conversations, which may be about two things; what sounds alike does not where something tells the two apart. Of several
 * the first is named. Words are looked up, and vectors compared in full only where their first dimensions leave it open.
 */
export async function openDuplicates(
  embedder: Embedder,
  asked: readonly Askable[],
  signal?: AbortSignal,
): Promise<Duplicates> {
  const exact = new Map<string, Asked[]>();
  const known: Asked[] = [];
  const vectors = new NearVectors();
  const words = new LikeWords();
  const vectorOf = async (text: string) => (await embedder.embed([text], signal))[0] ?? NOWHERE;

  function keep(one: Asked, vector: Float32Array): void {
    const key = normalisedText(one.question);
    exact.set(key, [...(exact.get(key) ?? []), one]);
    known.push(one);
    vectors.add(vector);
    words.add(keyWords(one.question));
  }

  /** Places of those that sound the same, lowest first. */
  function near(question: string, vector: Float32Array): number[] {
    const like = words
      .find(keyWords(question), LIKE_WORDS)
      .filter(
        ({ place, likeness }) =>
          vectors.product(vector, place) >= (likeness >= SAME_WORDS ? SAME_WORDS_COSINE : LIKE_COSINE),
      )
      .map(({ place }) => place);
    const places = new Set([...like, ...vectors.all(vector, SAME_COSINE)]);
    return [...places].sort((one, other) => one - other);
  }

  async function isOfOneTalk(one: Asked, other: Asked): Promise<boolean> {
    if (mayFollowOneTalk(one, other) || haveOneDocument(one, other)) return true;
    const [left, right] = [await vectorOf(withLastExchange(one)), await vectorOf(withLastExchange(other))];
    return dotProduct(left, right) >= SAME_TALK_COSINE;
  }

  const questions = asked.map((one) => askedBy(one).question);
  const embedded = questions.length === 0 ? [] : await embedder.embed(questions, signal);
  for (const [index, one] of asked.entries()) keep(askedBy(one), embedded[index] ?? NOWHERE);
  return {
    async find(askable) {
      const one = askedBy(askable);
      const same = exact.get(normalisedText(one.question))?.find((other) => mayFollowOneTalk(one, other));
      if (same !== undefined || known.length === 0) return same?.question;
      for (const place of near(one.question, await vectorOf(one.question))) {
        const other = known[place];
        if (other !== undefined && !tellsApart(one, other) && (await isOfOneTalk(one, other)))
          return other.question;
      }
      return undefined;
    },
    async add(askable) {
      const one = askedBy(askable);
      keep(one, await vectorOf(one.question));
    },
  };
}

/** Unless each follows a conversation of its own, by what visitors said in it. */
function mayFollowOneTalk(one: Asked, other: Asked): boolean {
  const [left, right] = [turnsBefore(one), turnsBefore(other)];
  if (left.length === 0 || right.length === 0) return true;
  return left.map(normalisedText).join('\n') === right.map(normalisedText).join('\n');
}

function haveOneDocument({ documents: one = [] }: Asked, { documents: other = [] }: Asked): boolean {
  return one.some((name) => other.includes(name));
}
