import { cancelled, invariant } from '../base/index.ts';
import type { SearchResult } from '../knowledge/index.ts';
import { type Decision, decide, refusedUnread } from './decide.ts';
import { everydayLikeness } from './everyday-likeness.ts';
import { isOrder } from './orders.ts';
import { plainQuestion } from './plain-question.ts';
import { type Ranked, type RankedSentence, rankSentences } from './rank-sentences.ts';
import { readingText } from './reading-text.ts';
import { findRoute, type Route } from './route.ts';
import { saysAgain } from './says-again.ts';
import type { AnswerInput, AnsweringDeps } from './types.ts';

/** Passages retrieved: the decision and the prompt look at five, the passport shows the rest. */
const SEARCH_LIMIT = 8;

type Routed = { kind: 'routed'; route: Exclude<Route, { kind: 'search' }> };
type Found = { found: SearchResult; ranked: RankedSentence[]; ranker?: Ranked['ranker'] };
export type Assessment =
  | Routed
  | ({ kind: 'searched' } & Found & {
        everyday: number;
        decision: Decision;
      });

/**
 * The part of a turn that comes before any wording: route (unless it is `known`), retrieve, rank sentences, read the best of them
 * once more where this machine has a model for it, decide.
 * @throws AppError `cancelled` once `signal` aborts; whatever search or embedder throw
 */
export async function assessQuestion(
  deps: Pick<AnsweringDeps, 'search' | 'embedder' | 'bot' | 'decision' | 'language'>,
  input: AnswerInput,
  signal?: AbortSignal,
  known?: Route,
): Promise<Assessment> {
  const retrieved = await retrieve(deps, input, signal, known);
  if (retrieved.kind === 'routed') return retrieved;
  const { found, ranked } = retrieved;
  const everyday = await everydayLikeness(deps.embedder, found.searchedVector);
  const refusal = refusedUnread(retrieved);
  const reading = refusal === undefined ? await read(deps, retrieved, signal) : undefined;
  stopIfCancelled(signal);
  const { answerThreshold: threshold } = deps.bot;
  const decision = decide({ found, ranked, refusal, everyday, threshold, reading, model: deps.decision });
  return { ...retrieved, everyday, decision };
}

/**
 * The same without the decision, for those who want only what the model would read.
 * @throws AppError `cancelled` once `signal` aborts; whatever search or embedder throw
 */
export async function retrieve(
  deps: Pick<AnsweringDeps, 'search' | 'embedder' | 'bot' | 'language'>,
  input: AnswerInput,
  signal?: AbortSignal,
  known?: Route,
): Promise<Routed | ({ kind: 'searched' } & Found)> {
  stopIfCancelled(signal);
  const question = plainQuestion(input.question);
  const route = known ?? (await findRoute(deps, { question, history: input.history }, signal));
  if (route.kind !== 'search') return { kind: 'routed', route };
  const { history = [] } = input;
  const led = await find(deps, { ...input, question, history }, signal);
  const isRepeated = saysAgain(question, history, led.ranked);
  const found = isRepeated ? await find(deps, { ...input, question, history: [] }, signal) : led;
  return { kind: 'searched', ...found };
}

/** Undefined where this machine has no model that reads. @throws AppError what the embedder throws */
async function read(
  { embedder }: Pick<AnsweringDeps, 'embedder'>,
  { found, ranked }: Found,
  signal?: AbortSignal,
): Promise<Decision['reading']> {
  const reading = await embedder.read?.(found.searched, [readingText(ranked)], signal);
  if (reading === undefined) return undefined;
  const [logOdds] = reading.logOdds;
  invariant(logOdds !== undefined, 'a text that was read has its log-odds');
  return { logOdds, model: reading.model };
}

/** @throws AppError `cancelled` once `signal` has aborted */
async function find(
  deps: Pick<AnsweringDeps, 'search' | 'embedder'>,
  { botId, question, history = [], reader }: AnswerInput,
  signal?: AbortSignal,
): Promise<Found> {
  const found = await deps.search({ botId, question, history, reader, limit: SEARCH_LIMIT }, signal);
  const { sentences, ...by } = await rankSentences(deps.embedder, found, signal);
  return { found, ranked: sentences.filter(({ text }) => !isOrder(text)), ...by };
}

export function stopIfCancelled(signal?: AbortSignal): void {
  if (signal?.aborted) throw cancelled(signal.reason);
}
