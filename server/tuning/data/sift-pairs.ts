import type { Embedder } from '../../models/index.ts';
import { normalisedText } from '../lessons/question-key.ts';
import { openDuplicates } from './near-duplicates.ts';
import { droppedPair } from './taught-pair.ts';
import { openTested } from './tested.ts';
import type { DroppedRow, TaughtPair } from './types.ts';

export type SiftedPairs = { pairs: TaughtPair[]; dropped: DroppedRow[]; contradictions: string[] };

type Input = { pairs: readonly TaughtPair[]; tests: readonly string[] };

/** Takes out what is tested, what is there twice, and what contradicts itself. Earlier pairs win over later ones. */
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
  /** By its question, the first that asked it, of those that were added to what is known. */
  const first = new Map<string, TaughtPair>();
  const against = new Set<TaughtPair>();
  const known = await openDuplicates(embedder, [], signal);
  for (const pair of pairs) {
    const tested = await findTested(questionsIn(pair));
    if (tested !== undefined) {
      dropped.push(droppedPair(pair, tested));
      continue;
    }
    const twin = pair.history.length > 0 ? undefined : await known.find(pair.question);
    const other = twin === undefined ? undefined : first.get(twin);
    if (other === undefined) {
      kept.push(pair);
      if (pair.history.length > 0) continue;
      first.set(pair.question, pair);
      await known.add(pair.question);
    } else if (contradict(other, pair) && isLesson(pair)) {
      contradictions.push(`"${other.question}": "${other.answer}" and "${pair.answer}"`);
      dropped.push(droppedPair(pair, `contradicts another lesson, which says "${other.answer}"`));
      if (isLesson(other)) against.add(other);
    } else if (isLesson(pair) && normalisedText(pair.question) !== normalisedText(other.question)) {
      kept.push(pair);
    } else {
      dropped.push(droppedPair(pair, `asks the same as "${other.question}"`));
    }
  }
  for (const pair of against) dropped.push(droppedPair(pair, 'contradicted by another lesson'));
  return { pairs: kept.filter((pair) => !against.has(pair)), dropped, contradictions };
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
