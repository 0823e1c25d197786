import type { Passport } from '../contract/index.ts';
import type { SentenceCheck } from './check-sentence.ts';
import { createJudge } from './judge-sentences.ts';
import { isModelRefusal } from './model-refusal.ts';
import type { Prompt } from './prompt.ts';
import type { RankedSentence } from './rank-sentences.ts';
import type { Reply } from './reply.ts';
import { takeSentences } from './sentences.ts';
import type { AnswerEvent, AnswerInput, AnsweringDeps } from './types.ts';

const MAX_NEW_TOKENS = 120;

export type Generated = {
  checks: SentenceCheck[];
  prompt?: Passport['prompt'];
  generated?: Passport['generated'];
  /** The model says that the help pages do not hold the answer; nothing was shown. */
  declined?: true;
  timingsMs: Record<string, number>;
};

type Turn = {
  input: AnswerInput;
  prompt: Prompt;
  searched: string;
  ranked: readonly RankedSentence[];
  reply: Reply;
  record: Generated;
};

/**
 * Lets the model word the answer, and shows each sentence the moment it has passed its check. Stops the model once it
 * repeats itself, rambles, declines, or has said enough. `record` is filled as it goes.
 */
export async function* generateChecked(
  deps: AnsweringDeps,
  { input, prompt, searched, ranked, reply, record }: Turn,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const question = `${input.question} ${searched}`;
  const judge = createJudge({
    question,
    asked: input.question,
    used: prompt.used,
    ranked,
    organisation: deps.bot.organisation,
  });
  const enough = new AbortController();
  const stop = signal === undefined ? enough.signal : AbortSignal.any([signal, enough.signal]);
  const request = {
    messages: prompt.messages,
    maxNewTokens: MAX_NEW_TOKENS,
    ...(input.fairnessKey === undefined ? {} : { fairnessKey: input.fairnessKey }),
  };
  let buffer = '';
  try {
    for await (const event of deps.generator.generate(request, stop)) {
      if (event.type === 'queued') yield { type: 'status', status: 'queued', position: event.position };
      if (event.type === 'started') {
        record.prompt = { tokens: event.promptTokens, sha256: event.promptSha256 };
        yield { type: 'status', status: 'writing' };
      }
      if (event.type === 'text') buffer += event.delta;
      if (event.type === 'finished') {
        record.generated = { tokens: event.tokens, reason: event.reason };
        Object.assign(record.timingsMs, event.timingsMs);
      }
      if (reply.text() === '' && isModelRefusal(buffer)) {
        record.declined = true;
        record.generated ??= { tokens: 0, reason: 'declined' };
        return;
      }
      const taken = takeSentences(buffer, event.type === 'finished' && event.reason === 'stop');
      buffer = taken.rest;
      for (const sentence of taken.sentences) {
        const verdict = judge(sentence);
        if (verdict.check !== undefined) record.checks.push(verdict.check);
        if (verdict.passage !== undefined && verdict.check !== undefined) {
          const { lead, check, rest } = verdict;
          const said = [lead, check.sentence, rest].filter((part) => part !== undefined).join(' ');
          yield* reply.say(said, verdict.passage);
        }
        if (verdict.stop === undefined) continue;
        record.generated ??= { tokens: 0, reason: verdict.stop };
        return;
      }
    }
  } finally {
    enough.abort();
  }
}
