import type { CallContext } from '../../base/index.ts';
import type { GenerateInput, GenerateOutcome, SpokenEvent } from './generator-calls.ts';
import { idsSha256 } from './prefix-cache.ts';
import { checkFits, type ReadDeps, readPrompt, yieldOrStop } from './read-prompt.ts';
import { findRepetition } from './repetition.ts';
import { createTextAssembler } from './text-assembler.ts';

export type GenerateDeps<State> = ReadDeps<State> & {
  endTokenIds: readonly number[];
  contextTokens: number;
};

/** Tokens written a run: few at first, for an early first word; then more, since each run carries the keys and values in and out. */
const WRITE_TOKENS = [4, 8, 16] as const;

/**
 * One answer, greedily: reads the prompt, writes until an end token, the limit or a repetition.
 * Text is emitted in whole characters, never taken back, and never holds a control token.
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
  let { state, unread, weighed } = await readPrompt(deps, prompt, input, signal);
  if (weighed !== undefined) emit({ type: 'weighed', tokens: weighed });
  let promptedAt: number | undefined;
  let tokens = 0;
  let reason: GenerateOutcome['reason'] | undefined = input.maxNewTokens === 0 ? 'length' : undefined;
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

/** What was written before an end token, or before any other control token: past one the model plays another part. */
function untilControl<State>(tokens: readonly number[], deps: GenerateDeps<State>): readonly number[] {
  const at = tokens.findIndex((id) => deps.endTokenIds.includes(id) || deps.tokenizer.isControl(id));
  return at < 0 ? tokens : tokens.slice(0, at);
}
