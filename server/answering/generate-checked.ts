import type { Passport } from '../contract/index.ts';
import type { SearchHit } from '../knowledge/index.ts';
import { checkSentence, type SentenceCheck } from './check-sentence.ts';
import { evidenceOf } from './evidence.ts';
import type { Prompt } from './prompt.ts';
import type { Reply } from './reply.ts';
import { takeSentences } from './sentences.ts';
import { tidySentence } from './tidy-sentence.ts';
import type { AnswerEvent, AnswerInput, AnsweringDeps } from './types.ts';
import { contentStems } from './words.ts';

const MAX_NEW_TOKENS = 120;
const MAX_SENTENCES = 4;
/** A small model that has lost the thread does not find it again. */
const MAX_DROPPED_IN_A_ROW = 2;

export type Generated = {
  checks: SentenceCheck[];
  prompt?: Passport['prompt'];
  generated?: Passport['generated'];
  timingsMs: Record<string, number>;
};

type Turn = { input: AnswerInput; prompt: Prompt; searched: string; reply: Reply; record: Generated };

/**
 * Lets the model word the answer, and shows each sentence the moment it has passed its check. Stops the model once it
 * repeats itself, rambles, or has said enough. `record` is filled as it goes.
 */
export async function* generateChecked(
  deps: AnsweringDeps,
  { input, prompt, searched, reply, record }: Turn,
  signal?: AbortSignal,
): AsyncGenerator<AnswerEvent> {
  const judge = createJudge(deps, input, searched, prompt.used);
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
      const final = event.type === 'finished';
      if (final) {
        record.generated = { tokens: event.tokens, reason: event.reason };
        Object.assign(record.timingsMs, event.timingsMs);
      }
      if (event.type === 'text') buffer += event.delta;
      const taken = takeSentences(buffer, final && event.reason === 'stop');
      buffer = taken.rest;
      for (const sentence of taken.sentences) {
        const verdict = judge(sentence);
        record.checks.push(verdict.check);
        if (verdict.passage !== undefined) yield* reply.say(verdict.check.sentence, verdict.passage);
        if (verdict.stop) {
          record.generated ??= { tokens: 0, reason: verdict.stop };
          return;
        }
      }
    }
  } finally {
    enough.abort();
  }
}

type Verdict = { check: SentenceCheck; passage?: SearchHit; stop?: string };

/** Judges sentences one after the other, and remembers what was said. */
function createJudge(
  deps: AnsweringDeps,
  input: AnswerInput,
  searched: string,
  used: readonly SearchHit[],
): (raw: string) => Verdict {
  const context = {
    evidence: used.map(evidenceOf),
    question: `${input.question} ${searched}`,
    allowedNames: deps.bot.organisation,
  };
  const said = new Set<string>();
  let shown = 0;
  let dropped = 0;
  return (raw) => {
    const sentence = tidySentence(raw);
    const key = contentStems(sentence).join(' ');
    if (said.has(key) && key !== '') {
      return { check: { sentence, supported: false, reason: 'said before' }, stop: 'repetition' };
    }
    said.add(key);
    const check = checkSentence(sentence, context);
    const passage = check.supported ? used.find((hit) => hit.passageId === check.passageId) : undefined;
    if (passage === undefined) {
      dropped += 1;
      return { check, ...(dropped >= MAX_DROPPED_IN_A_ROW ? { stop: 'unsupported' } : {}) };
    }
    dropped = 0;
    shown += 1;
    return { check, passage, ...(shown >= MAX_SENTENCES ? { stop: 'enough' } : {}) };
  };
}
