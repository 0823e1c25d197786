import type { Embedder } from '../../models/index.ts';
import { normalisedText, questionKey } from '../lessons/question-key.ts';
import { openDuplicates } from './near-duplicates.ts';
import { droppedPair } from './taught-pair.ts';
import { openTested } from './tested.ts';
import type { DroppedRow, TaughtPair } from './types.ts';
import { keyWords } from './words.ts';

export type SiftedPairs = { pairs: TaughtPair[]; dropped: DroppedRow[]; contradictions: string[] };

type Input = { pairs: readonly TaughtPair[]; tests: readonly string[] };

/**
 * Takes out what is tested, what is there twice, and what contradicts itself. Earlier pairs win over later ones. Lessons are
 * compared only where they ask the same: the one for Saturday and the one for Sunday may well differ, however alike they are.
 */
export async function siftPairs(
  embedder: Embedder,
  { pairs, tests }: Input,
  signal?: AbortSignal,
): Promise<SiftedPairs> {
  const findTested = await openTested(embedder, tests, signal);
  const questions = [
    ...new Set(pairs.filter(({ history }) => history.length === 0).map(({ question }) => question)),
  ];
  if (questions.length > 0) await embedder.embed(questions, signal);
  const dropped: DroppedRow[] = [];
  const contradictions: string[] = [];
  const kept: TaughtPair[] = [];
  /** By what they ask, and by their question, the first of each. */
  const same = new Map<string, TaughtPair>();
  const first = new Map<string, TaughtPair>();
  const against = new Set<TaughtPair>();
  const known = await openDuplicates(embedder, [], signal);

  async function keep(pair: TaughtPair): Promise<void> {
    kept.push(pair);
    const key = askedBy(pair);
    if (!same.has(key)) same.set(key, pair);
    if (pair.history.length > 0 || first.has(pair.question)) return;
    first.set(pair.question, pair);
    await known.add(pair.question);
  }

  for (const pair of pairs) {
    const tested = await findTested(questionsIn(pair));
    if (tested !== undefined) {
      dropped.push(droppedPair(pair, tested));
      continue;
    }
    const asked = same.get(askedBy(pair));
    const other = asked ?? (isLesson(pair) ? undefined : first.get((await known.find(pair.question)) ?? ''));
    if (other === undefined) {
      await keep(pair);
    } else if (contradict(other, pair) && isLesson(pair)) {
      contradictions.push(`"${other.question}": "${other.answer}" and "${pair.answer}"`);
      dropped.push(droppedPair(pair, `contradicts another lesson, which says "${other.answer}"`));
      if (isLesson(other)) against.add(other);
    } else if (isLesson(pair) && normalisedText(pair.question) !== normalisedText(other.question)) {
      await keep(pair);
    } else {
      dropped.push(droppedPair(pair, `asks the same as "${other.question}"`));
    }
  }
  for (const pair of against) dropped.push(droppedPair(pair, 'contradicted by another lesson'));
  return { pairs: kept.filter((pair) => !against.has(pair)), dropped, contradictions };
}

/** Equal for the same words that carry meaning, whatever their order, and after the same conversation. */
function askedBy({ question, history }: TaughtPair): string {
  if (history.length > 0) return questionKey(question, history);
  const words = keyWords(question);
  return words.size === 0 ? normalisedText(question) : [...words].toSorted().join(' ');
}

/** What a pair asks, and its conversation asked before: both stand in the prompt. */
function questionsIn({ question, history }: TaughtPair): string[] {
  return [question, ...history.filter(({ role }) => role === 'user').map(({ content }) => content)];
}

function isLesson({ lessonId }: TaughtPair): boolean {
  return lessonId !== undefined;
}

/** One says yes and the other no, or neither names a number of the other. */
export function contradict(one: Pick<TaughtPair, 'answer'>, other: Pick<TaughtPair, 'answer'>): boolean {
  const [left, right] = [leadOf(one.answer), leadOf(other.answer)];
  if (left !== undefined && right !== undefined) return left !== right;
  const [first, second] = [numbersOf(one.answer), numbersOf(other.answer)];
  if (first.size === 0 || second.size === 0) return false;
  return [...first].every((number) => !second.has(number));
}

function leadOf(answer: string): string | undefined {
  return /^(yes|no)\b/i.exec(answer)?.[1]?.toLowerCase();
}

function numbersOf(answer: string): Set<string> {
  return new Set(answer.match(/\d+(?:[.,]\d+)*/g) ?? []);
}
