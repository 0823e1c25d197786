import { cancelled } from '../base/index.ts';
import type { BotSettings } from '../bots/index.ts';
import type { SearchResult } from '../knowledge/index.ts';
import type { Generator, WeighedToken } from '../models/index.ts';
import { type Decision, type DecisionInput, decide, declineUnread } from './decide.ts';
import { everydayLikeness } from './everyday-likeness.ts';
import { isOrder } from './orders.ts';
import { plainQuestion } from './plain-question.ts';
import { buildPrompt, type Prompt } from './prompt.ts';
import { type RankedSentence, rankSentences } from './rank-sentences.ts';
import { findRoute, type Route } from './route.ts';
import type { AnswerInput, AnsweringDeps } from './types.ts';

/** Passages retrieved: the decision looks at five, the prompt at three, the passport shows the rest. */
const SEARCH_LIMIT = 8;

export type Gathered = { found: SearchResult; ranked: RankedSentence[]; everyday: number };

export type Assessment =
  | { kind: 'routed'; route: Exclude<Route, { kind: 'search' }> }
  | (Gathered & { kind: 'searched'; decision: Decision });

type GatherDeps = Pick<AnsweringDeps, 'search' | 'embedder'>;
export type AssessDeps = GatherDeps &
  Pick<AnsweringDeps, 'bot' | 'decision' | 'language'> & { generator?: Generator | undefined };

/**
 * What a question's answer could rest on: retrieve, rank sentences.
 * @throws AppError `cancelled` once `signal` aborts; whatever search or embedder throw
 */
export async function gatherEvidence(
  deps: GatherDeps,
  { botId, question, history = [], reader }: AnswerInput,
  signal?: AbortSignal,
): Promise<Gathered> {
  stopIfCancelled(signal);
  const plain = plainQuestion(question);
  const found = await deps.search({ botId, question: plain, history, reader, limit: SEARCH_LIMIT }, signal);
  const sentences = await rankSentences(deps.embedder, found, signal);
  const ranked = sentences.filter(({ text }) => !isOrder(text));
  const everyday = await everydayLikeness(deps.embedder, found.searchedVector);
  stopIfCancelled(signal);
  return { found, ranked, everyday };
}

/**
 * The part of a turn that comes before any wording: route, gather, decide. Where there is a `generator` it reads the question as it
 * would be asked of it, and writes nothing.
 * @throws AppError `cancelled` once `signal` aborts; whatever search, embedder or generator throw
 */
export async function assessQuestion(
  deps: AssessDeps,
  input: AnswerInput,
  signal?: AbortSignal,
): Promise<Assessment> {
  stopIfCancelled(signal);
  const route = await findRoute(deps, plainQuestion(input.question), signal);
  if (route.kind !== 'search') return { kind: 'routed', route };
  const gathered = await gatherEvidence(deps, input, signal);
  const about = toDecide(deps, gathered);
  const { generator, bot } = deps;
  const declined = declineUnread(about);
  if (declined !== undefined || generator === undefined)
    return { kind: 'searched', ...gathered, decision: declined ?? decide(about) };
  const weighed = await weighQuestion(generator, questionPrompt(bot, gathered), signal);
  return { kind: 'searched', ...gathered, decision: decide({ ...about, weighed }) };
}

export function toDecide(
  { bot, decision }: Pick<AnsweringDeps, 'bot' | 'decision'>,
  gathered: Gathered,
): DecisionInput {
  return { ...gathered, threshold: bot.answerThreshold, models: decision };
}

/** The prompt by which a model reads, and answers, a question. */
export function questionPrompt(bot: BotSettings, { found, ranked }: Gathered): Prompt {
  return buildPrompt({ bot, question: found.searched, ranked });
}

async function weighQuestion(
  generator: Generator,
  { messages, weigh }: Prompt,
  signal?: AbortSignal,
): Promise<WeighedToken[] | undefined> {
  for await (const event of generator.generate({ messages, weigh, maxNewTokens: 0 }, signal))
    if (event.type === 'weighed') return event.tokens;
  return undefined;
}

export function stopIfCancelled(signal?: AbortSignal): void {
  if (signal?.aborted) throw cancelled(signal.reason);
}
