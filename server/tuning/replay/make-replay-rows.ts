import { splitSentences } from '../../answering/index.ts';
import type { Embedder, Generator } from '../../models/index.ts';
import type { Askable } from '../data/asked.ts';
import { shuffled } from '../data/chance.ts';
import { inTurns } from '../data/page-order.ts';
import { openTested } from '../data/tested.ts';
import type { DroppedRow, KeptRow } from '../data/types.ts';
import { normalisedText } from '../lessons/question-key.ts';
import { GENERAL_REQUESTS } from './general-requests.ts';

/** Rows kept aside to measure forgetting by: one or two of each kind. */
const ASIDE = 12;
/** What is longer is cut after its last whole sentence. */
const MAX_TOKENS = 48;
/** Its turns come between those of visitors. */
const ASKED_BY = 'replay';

export type ReplayInput = {
  /** The model that is taught, as it was before any teaching. */
  generator: Generator;
  /** Rows of this part among all that are learned, 0 to 1. */
  share: number;
  /** Rows of the other parts. */
  others: number;
  /** Test questions: nothing like them is taught. */
  tests: readonly Askable[];
  seed: number;
  /** Other requests than `GENERAL_REQUESTS`, by kind. */
  requests?: Readonly<Record<string, readonly string[]>>;
  onProgress?: ((progress: { done: number; total: number }) => void) | undefined;
};

export type ReplayRows = { kept: KeptRow[]; dropped: DroppedRow[]; wanted: number };

/**
 * Rows against forgetting: general requests, each with what the untuned model itself says to it. A few are kept aside, to
 * tell what was forgotten all the same. Greedy and in an order of the seed, so that the same model gives the same rows.
 * @throws AppError what asking the model and embedding throw
 */
export async function makeReplayRows(
  { embedder }: { embedder: Embedder },
  { generator, share, others, tests, seed, requests = GENERAL_REQUESTS, onProgress }: ReplayInput,
  signal?: AbortSignal,
): Promise<ReplayRows> {
  const wanted = share > 0 ? Math.round((others * share) / (1 - share)) : 0;
  const made: ReplayRows = { kept: [], dropped: [], wanted };
  if (wanted === 0) return made;
  const total = wanted + ASIDE;
  const who = `model: ${generator.identity().id}`;
  const findTested = await openTested(embedder, tests, signal);
  for (const question of inTurns(kindsOf(requests, seed))) {
    if (made.kept.length >= total) break;
    const tested = await findTested([question]);
    const answer = tested === undefined ? await ownAnswer(generator, question, signal) : { reason: tested };
    if ('reason' in answer) {
      const { text = '', reason } = answer;
      made.dropped.push({ part: 'replay', question, answer: text, who, reason });
      continue;
    }
    made.kept.push({
      part: 'replay',
      question,
      messages: [
        { role: 'user', content: question },
        { role: 'assistant', content: answer.text },
      ],
      who,
      passageIds: [],
      documents: [],
      split: made.kept.length < ASIDE ? 'held-out' : 'train',
    });
    onProgress?.({ done: made.kept.length, total });
  }
  return made;
}

function kindsOf(requests: Readonly<Record<string, readonly string[]>>, seed: number): string[][] {
  return Object.values(requests).map((kind) => shuffled(kind, seed, (request) => request));
}

type OwnAnswer = { text: string } | { text?: string; reason: string };

async function ownAnswer(generator: Generator, content: string, signal?: AbortSignal): Promise<OwnAnswer> {
  const asked = { messages: [{ role: 'user' as const, content }], maxNewTokens: MAX_TOKENS };
  let text = '';
  let end: string | undefined;
  for await (const event of generator.generate({ ...asked, fairnessKey: ASKED_BY }, signal)) {
    if (event.type === 'text') text += event.delta;
    if (event.type === 'finished') end = event.reason;
  }
  text = text.trim();
  if (text === '') return { reason: 'the untuned model says nothing to it' };
  if (end === 'repetition' || repeats(text)) return { text, reason: 'the untuned model repeats itself' };
  if (end === 'stop') return { text };
  const whole = wholeSentences(text);
  return whole === '' ? { text, reason: `no sentence ends within ${MAX_TOKENS} tokens` } : { text: whole };
}

/** Up to the end of the last sentence that has one. */
function wholeSentences(text: string): string {
  const last = splitSentences(text).at(-1) ?? '';
  return /[.!?]["')\]”’]*$/.test(last) ? text : text.slice(0, text.lastIndexOf(last)).trim();
}

/** Two sentences, or items of a list, of the same words. */
function repeats(text: string): boolean {
  const sentences = splitSentences(text).map((sentence) => normalisedText(sentence.replace(/^\d+\./, '')));
  return new Set(sentences).size < sentences.length;
}
