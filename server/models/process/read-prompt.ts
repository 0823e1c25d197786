import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { AppError, cancelled, invariant } from '../../base/index.ts';
import type { WeighedToken, Weighing } from '../types.ts';
import type { ChatTokenizer, EncodedChat } from './chat-tokenizer.ts';
import type { Decoder } from './decoder.ts';
import type { GenerateInput } from './generator-calls.ts';
import type { PrefixCache } from './prefix-cache.ts';

export type ReadDeps<State> = {
  tokenizer: ChatTokenizer;
  decoder: Decoder<State>;
  prefixCache: PrefixCache<State>;
};

/** Longest piece of a prompt read in one run: bounds memory and the time until a cancellation is heeded. */
const MAX_READ_TOKENS = 512;

export type ReadPrompt<State> = {
  state: State;
  /** The last piece, which the first writing run takes; never empty. */
  unread: readonly number[];
  weighed?: WeighedToken[];
};

/**
 * Reads all but the last piece of a prompt, and weighs what is asked. A system message, and what stands before and in words that
 * are weighed, are read in runs of their own, so that the same request always gives the same numbers.
 * @throws AppError `cancelled` between two runs
 */
export async function readPrompt<State>(
  deps: ReadDeps<State>,
  prompt: EncodedChat,
  { messages, weigh }: Pick<GenerateInput, 'messages' | 'weigh'>,
  signal: AbortSignal,
): Promise<ReadPrompt<State>> {
  const { decoder } = deps;
  const { ids, systemTokens } = prompt;
  let state: State = await readSystem(deps, prompt, signal);
  let done = systemTokens;
  let weighed: WeighedToken[] | undefined;
  if (weigh !== undefined) {
    const words = deps.tokenizer.encodeWords({ messages, from: weigh.from, to: weigh.to });
    const given = await readWords(decoder, state, words, signal);
    const alone = await weighAlone(deps, weigh, signal);
    state = given.state;
    done = words.to;
    weighed = pair(deps.tokenizer, ids.slice(words.from, words.to), given.logLikelihoods, alone);
  }
  const lastPiece = done + Math.floor((ids.length - done - 1) / MAX_READ_TOKENS) * MAX_READ_TOKENS;
  state = await read(decoder, state, ids.slice(done, lastPiece), signal);
  const unread = ids.slice(lastPiece);
  invariant(unread.length > 0, 'a prompt goes on after the words that are weighed');
  return { state, unread, ...(weighed === undefined ? {} : { weighed }) };
}

async function readSystem<State>(
  { decoder, prefixCache }: ReadDeps<State>,
  { ids, systemTokens }: EncodedChat,
  signal: AbortSignal,
): Promise<State> {
  if (systemTokens === 0) return decoder.start;
  const system = ids.slice(0, systemTokens);
  const known = prefixCache.get(system);
  if (known !== undefined) return known;
  const state = await read(decoder, decoder.start, system, signal);
  prefixCache.put(system, state);
  return state;
}

async function weighAlone<State>(
  deps: ReadDeps<State>,
  { alone }: Weighing,
  signal: AbortSignal,
): Promise<number[]> {
  const words = deps.tokenizer.encodeWords(alone);
  const state = await readSystem(deps, words, signal);
  return (await readWords(deps.decoder, state, words, signal)).logLikelihoods;
}

type PlacedWords = EncodedChat & { from: number; to: number };

/** Reads on from the system message to the end of the words, and says how likely each of their tokens was. */
async function readWords<State>(
  decoder: Decoder<State>,
  start: State,
  { ids, systemTokens, from, to }: PlacedWords,
  signal: AbortSignal,
): Promise<{ state: State; logLikelihoods: number[] }> {
  let state = start;
  const logLikelihoods: number[] = [];
  for (let at = systemTokens; at < to; at += MAX_READ_TOKENS) {
    await yieldOrStop(signal);
    const piece = ids.slice(at, Math.min(at + MAX_READ_TOKENS, to));
    const asked = piece.flatMap((_id, row) => {
      const next = at + row + 1;
      const target = ids[next];
      return target !== undefined && next >= from && next < to ? [{ row, target }] : [];
    });
    const done = await decoder.read(state, piece, asked);
    state = done.state;
    logLikelihoods.push(...done.logLikelihoods);
  }
  return { state, logLikelihoods };
}

/** From the end, should the words have begun within a token in one of the prompts. */
function pair(
  tokenizer: ChatTokenizer,
  ids: readonly number[],
  given: readonly number[],
  alone: readonly number[],
): WeighedToken[] {
  const count = Math.min(ids.length, given.length, alone.length);
  return Array.from({ length: count }, (_, index) => {
    const back = index - count;
    return {
      text: tokenizer.decode(ids.slice(ids.length + back, ids.length + back + 1)),
      given: given.at(back) ?? 0,
      alone: alone.at(back) ?? 0,
    };
  });
}

async function read<State>(
  decoder: Decoder<State>,
  state: State,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<State> {
  let current = state;
  for (let at = 0; at < ids.length; at += MAX_READ_TOKENS) {
    await yieldOrStop(signal);
    current = (await decoder.read(current, ids.slice(at, at + MAX_READ_TOKENS), [])).state;
  }
  return current;
}

/** A run blocks the thread; between two, the parent's messages are read. */
export async function yieldOrStop(signal: AbortSignal): Promise<void> {
  await yieldToEvents();
  if (signal.aborted) throw cancelled();
}

export function checkFits(promptTokens: number, maxNewTokens: number, contextTokens: number): void {
  if (promptTokens + maxNewTokens <= contextTokens) return;
  throw new AppError(
    'too_large',
    `The prompt has ${promptTokens} tokens; with ${maxNewTokens} for the answer that is more than the ${contextTokens} the model takes. Shorten it.`,
    { details: { promptTokens, maxNewTokens, contextTokens } },
  );
}
