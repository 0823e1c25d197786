import type { Embedder } from '../../models/index.ts';
import { normalisedText, questionKey } from '../lessons/question-key.ts';
import type { Askable, Asked } from './asked.ts';
import { contradict } from './contradict.ts';
import { openDuplicates } from './near-duplicates.ts';
import { droppedPair } from './taught-pair.ts';
import { openTested } from './tested.ts';
import type { DroppedRow, TaughtPair } from './types.ts';
import { keyWords } from './words.ts';

export type SiftedPairs = { pairs: TaughtPair[]; dropped: DroppedRow[]; contradictions: string[] };

type Input = { pairs: readonly TaughtPair[]; tests: readonly Askable[] };

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
    const key = keyOf(pair);
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
    const asked = same.get(keyOf(pair));
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
function keyOf({ question, history }: TaughtPair): string {
  if (history.length > 0) return questionKey(question, history);
  const words = keyWords(question);
  return words.size === 0 ? normalisedText(question) : [...words].toSorted().join(' ');
}

/** What a pair asks, and what its conversation asked before: both stand in the prompt. */
function questionsIn({ question, history, answer, documentName }: TaughtPair): Asked[] {
  const documents = documentName === undefined ? [] : [documentName];
  const before = history.flatMap(({ role, content }, at): Asked[] =>
    role === 'user' ? [{ question: content, history: history.slice(0, at) }] : [],
  );
  return [{ question, history, answer, documents }, ...before];
}

function isLesson({ lessonId }: TaughtPair): boolean {
  return lessonId !== undefined;
}
