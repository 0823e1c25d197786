import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { AppError, type CallContext, cancelled } from '../../base/index.ts';
import type { ChatTokenizer, EncodedChat } from './chat-tokenizer.ts';
import type { Decoder } from './decoder.ts';
import type { GenerateInput, GenerateOutcome, SpokenEvent } from './generator-calls.ts';
import { idsSha256, type PrefixCache } from './prefix-cache.ts';
import { findRepetition } from './repetition.ts';
import { createTextAssembler } from './text-assembler.ts';

export type GenerateDeps<State> = {
  tokenizer: ChatTokenizer;
  decoder: Decoder<State>;
  prefixCache: PrefixCache<State>;
  endTokenIds: readonly number[];
  contextTokens: number;
};

/** Longest piece of a prompt read in one run: bounds memory and the time until a cancellation is heeded. */
const MAX_READ_TOKENS = 512;
/** Tokens written a run: few at first, for an early first word; then more, since each run carries the keys and values in and out. */
const WRITE_TOKENS = [4, 8, 16] as const;

/**
 * One answer, greedily: reads the prompt, writes until an end token, the limit or a repetition.
 * Text is emitted in whole characters, never taken back, and never holds a control token.
 * A system message is always read in a run of its own, remembered or not, so that both give the same numbers.
 * @throws AppError `too_large` where prompt and answer do not fit; `cancelled` between two runs
 */
export async function generateText<State>(
  deps: GenerateDeps<State>,
  input: GenerateInput,
  { signal, emit }: Pick<CallContext<SpokenEvent>, 'signal' | 'emit'>,
): Promise<GenerateOutcome> {
  const startedAt = performance.now();
  const prompt = deps.tokenizer.encodeChat(input.messages);
  checkFits(prompt.ids.length, input.maxNewTokens, deps.contextTokens);
  emit({ type: 'started', promptTokens: prompt.ids.length, promptSha256: idsSha256(prompt.ids) });

  const text = createTextAssembler(deps.tokenizer, (delta) => emit({ type: 'text', delta }));
  let { state, unread } = await readPrompt(deps, prompt, signal);
  let promptedAt: number | undefined;
  let tokens = 0;
  let reason: GenerateOutcome['reason'] | undefined;
  for (let run = 0; reason === undefined; run++) {
    await yieldOrStop(signal);
    const wanted = Math.min(WRITE_TOKENS[run] ?? WRITE_TOKENS[2], input.maxNewTokens - tokens);
    const written = await deps.decoder.run(state, unread, wanted);
    promptedAt ??= performance.now();
    const spoken = untilControl(written.tokens, deps);
    tokens += spoken.length;
    state = written.state;
    unread = written.tokens.slice(-1);
    if (spoken.length < written.tokens.length) reason = 'stop';
    else if (tokens >= input.maxNewTokens) reason = 'length';
    if (text.add(spoken, findRepetition) === 'cut') reason = 'repetition';
  }
  text.end();
  const endedAt = performance.now();
  const prompted = promptedAt ?? endedAt;
  return { reason, tokens, timingsMs: { prompt: prompted - startedAt, generate: endedAt - prompted } };
}

/** Reads all but the last piece of the prompt, which the first writing run takes. */
async function readPrompt<State>(
  deps: GenerateDeps<State>,
  { ids, systemTokens }: EncodedChat,
  signal: AbortSignal,
): Promise<{ state: State; unread: readonly number[] }> {
  const { decoder, prefixCache } = deps;
  const system = ids.slice(0, systemTokens);
  let state = systemTokens === 0 ? decoder.start : prefixCache.get(system);
  if (state === undefined) {
    state = await read(decoder, decoder.start, system, signal);
    prefixCache.put(system, state);
  }
  const rest = ids.slice(systemTokens);
  const lastPiece = Math.floor((rest.length - 1) / MAX_READ_TOKENS) * MAX_READ_TOKENS;
  state = await read(decoder, state, rest.slice(0, lastPiece), signal);
  return { state, unread: rest.slice(lastPiece) };
}

/** A run always writes; the one token written after a piece is of no use and is let go. */
async function read<State>(
  decoder: Decoder<State>,
  state: State,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<State> {
  let current = state;
  for (let at = 0; at < ids.length; at += MAX_READ_TOKENS) {
    await yieldOrStop(signal);
    current = (await decoder.run(current, ids.slice(at, at + MAX_READ_TOKENS), 1)).state;
  }
  return current;
}

/** What was written before an end token, or before any other control token: past one the model plays another part. */
function untilControl<State>(tokens: readonly number[], deps: GenerateDeps<State>): readonly number[] {
  const at = tokens.findIndex((id) => deps.endTokenIds.includes(id) || deps.tokenizer.isControl(id));
  return at < 0 ? tokens : tokens.slice(0, at);
}

/** A run blocks the thread; between two, the parent's messages are read. */
async function yieldOrStop(signal: AbortSignal): Promise<void> {
  await yieldToEvents();
  if (signal.aborted) throw cancelled();
}

function checkFits(promptTokens: number, maxNewTokens: number, contextTokens: number): void {
  if (promptTokens + maxNewTokens <= contextTokens) return;
  throw new AppError(
    'too_large',
    `The prompt has ${promptTokens} tokens; with ${maxNewTokens} for the answer that is more than the ${contextTokens} the model takes. Shorten it.`,
    { details: { promptTokens, maxNewTokens, contextTokens } },
  );
}
