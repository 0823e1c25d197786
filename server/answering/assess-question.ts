import { cancelled } from '../base/index.ts';
import type { SearchResult } from '../knowledge/index.ts';
import { type Decision, decide } from './decide.ts';
import { everydayLikeness } from './everyday-likeness.ts';
import { isOrder } from './orders.ts';
import { plainQuestion } from './plain-question.ts';
import { type RankedSentence, rankSentences } from './rank-sentences.ts';
import { findRoute, type Route } from './route.ts';
import { saysAgain } from './says-again.ts';
import type { AnswerInput, AnsweringDeps } from './types.ts';

/** Passages retrieved: the decision and the prompt look at five, the passport shows the rest. */
const SEARCH_LIMIT = 8;

export type Assessment =
  | { kind: 'routed'; route: Exclude<Route, { kind: 'search' }> }
  | { kind: 'searched'; found: SearchResult; ranked: RankedSentence[]; everyday: number; decision: Decision };

/**
 * The part of a turn that comes before any wording: route (unless it is `known`), retrieve, rank sentences, decide.
 * @throws AppError `cancelled` once `signal` aborts; whatever search or embedder throw
 */
export async function assessQuestion(
  deps: Pick<AnsweringDeps, 'search' | 'embedder' | 'bot' | 'decision' | 'language'>,
  input: AnswerInput,
  signal?: AbortSignal,
  known?: Route,
): Promise<Assessment> {
  stopIfCancelled(signal);
  const question = plainQuestion(input.question);
  const route = known ?? (await findRoute(deps, { question, history: input.history }, signal));
  if (route.kind !== 'search') return { kind: 'routed', route };
  const { history = [] } = input;
  const led = await find(deps, { ...input, question, history }, signal);
  const isRepeated = saysAgain(question, history, led.ranked);
  const { found, ranked } = isRepeated ? await find(deps, { ...input, question, history: [] }, signal) : led;
  const everyday = await everydayLikeness(deps.embedder, found.searchedVector);
  stopIfCancelled(signal);
  const { answerThreshold: threshold } = deps.bot;
  const decision = decide({ found, ranked, everyday, threshold, model: deps.decision });
  return { kind: 'searched', found, ranked, everyday, decision };
}

/** @throws AppError `cancelled` once `signal` has aborted */
async function find(
  deps: Pick<AnsweringDeps, 'search' | 'embedder'>,
  { botId, question, history = [], reader }: AnswerInput,
  signal?: AbortSignal,
): Promise<{ found: SearchResult; ranked: RankedSentence[] }> {
  const found = await deps.search({ botId, question, history, reader, limit: SEARCH_LIMIT }, signal);
  const sentences = await rankSentences(deps.embedder, found, signal);
  return { found, ranked: sentences.filter(({ text }) => !isOrder(text)) };
}

export function stopIfCancelled(signal?: AbortSignal): void {
  if (signal?.aborted) throw cancelled(signal.reason);
}
