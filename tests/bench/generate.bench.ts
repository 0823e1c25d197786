/**
 * Tokens a second, reading and writing, with a short and a long prompt: the generator process as it serves, and
 * transformers.js on its own layout of the same weights as the peer, in turns in the same minutes.
 * `npm run bench -- generate [--threads 2] [--rounds 5]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AutoModelForCausalLM, AutoTokenizer, env, TextStreamer } from '@huggingface/transformers';
import { createLog } from '../../server/base/index.ts';
import {
  type ChatMessage,
  DEFAULT_GENERATOR_ID,
  exportModel,
  openGenerator,
} from '../../server/models/index.ts';
import { testGenerator, testModelsDeps } from '../support/models.ts';

/** `firstTokens`: how many tokens the first text holds. */
type Timing = {
  promptTokens: number;
  firstTextMs: number;
  firstTokens: number;
  tokens: number;
  totalMs: number;
};
type Speaker = (messages: ChatMessage[]) => Promise<Timing>;

const CONTEXT_TOKENS = [150, 800] as const;
const NEW_TOKENS = 64;
/** What the generator writes in its first run. */
const FOYER_FIRST_TOKENS = 4;
const { values } = parseArgs({
  options: { threads: { type: 'string', default: '2' }, rounds: { type: 'string', default: '5' } },
});
const threads = Number(values.threads);

const exported = await mkdtemp(join(tmpdir(), 'foyer-bench-'));
try {
  const model = await testGenerator();
  await using generator = await openGenerator({ log: createLog({ level: 'error' }), model, threads });
  await exportModel(testModelsDeps(), {
    id: DEFAULT_GENERATOR_ID,
    form: { layout: 'transformers-js', precision: 'q8' },
    target: exported,
  });
  const speakers: Record<string, Speaker> = { foyer: foyer(), 'transformers.js': await transformersJs() };

  for (const target of CONTEXT_TOKENS) {
    const messages = await promptOf(target);
    const timings: Record<string, Timing[]> = {};
    for (let round = 0; round <= Number(values.rounds); round++) {
      for (const [name, speak] of Object.entries(speakers)) {
        const timing = await speak(messages);
        if (round > 0) timings[name] = [...(timings[name] ?? []), timing];
      }
    }
    for (const [name, rounds] of Object.entries(timings)) report(name, rounds);
  }

  function foyer(): Speaker {
    return async (messages) => {
      const begin = performance.now();
      let firstTextMs = 0;
      let promptTokens = 0;
      let tokens = 0;
      for await (const event of generator.generate({ messages, maxNewTokens: NEW_TOKENS })) {
        if (event.type === 'started') promptTokens = event.promptTokens;
        if (event.type === 'text') firstTextMs ||= performance.now() - begin;
        if (event.type === 'finished') tokens = event.tokens;
      }
      return {
        promptTokens,
        firstTextMs,
        firstTokens: FOYER_FIRST_TOKENS,
        tokens,
        totalMs: performance.now() - begin,
      };
    };
  }

  /** Filler that never repeats itself, so that neither the answer nor the peer falls into a loop. */
  async function promptOf(tokens: number): Promise<ChatMessage[]> {
    const facts: string[] = [];
    const messages = (): ChatMessage[] => [
      { role: 'user', content: `${facts.join(' ')} Write a long story in which all of this happens.` },
    ];
    while ((await generator.countTokens(messages())) < tokens - 10) {
      const day = facts.length + 1;
      facts.push(`On day ${day} the crew met ${day * 7} birds and sailed ${day * 13} miles.`);
    }
    return messages();
  }
} finally {
  await rm(exported, { recursive: true, force: true });
}

async function transformersJs(): Promise<Speaker> {
  env.allowRemoteModels = false;
  const tokenizer = await AutoTokenizer.from_pretrained(exported, { local_files_only: true });
  const peer = await AutoModelForCausalLM.from_pretrained(exported, {
    local_files_only: true,
    dtype: 'q8',
    session_options: { intraOpNumThreads: threads },
  });
  return async (messages) => {
    const begin = performance.now();
    let firstTextMs = 0;
    const inputs = tokenizer.apply_chat_template(messages, {
      add_generation_prompt: true,
      return_dict: true,
    });
    if (typeof inputs !== 'object' || !('input_ids' in inputs)) throw new Error('The template gave no ids.');
    let tokens = 0;
    const streamer = new TextStreamer(tokenizer, {
      skip_prompt: true,
      callback_function: () => undefined,
      token_callback_function: () => {
        tokens++;
        firstTextMs ||= performance.now() - begin;
      },
    });
    await peer.generate({ ...inputs, max_new_tokens: NEW_TOKENS, do_sample: false, streamer });
    const promptTokens = inputs.input_ids.dims.at(-1) ?? 0;
    return { promptTokens, firstTextMs, firstTokens: 1, tokens, totalMs: performance.now() - begin };
  };
}

function report(name: string, rounds: Timing[]): void {
  const [first] = rounds;
  if (first === undefined) return;
  const firstTextMs = median(rounds.map((timing) => timing.firstTextMs));
  const totalMs = median(rounds.map((timing) => timing.totalMs));
  const written = median(
    rounds.map(
      (timing) => (1000 * (timing.tokens - timing.firstTokens)) / (timing.totalMs - timing.firstTextMs),
    ),
  );
  process.stdout.write(
    `${name.padEnd(16)} prompt ${first.promptTokens} tokens: first text ${firstTextMs.toFixed(0)} ms, ` +
      `${first.tokens} tokens in ${totalMs.toFixed(0)} ms, writing ${written.toFixed(1)} tokens/s ` +
      `(median of ${rounds.length}, ${threads} threads, load ${loadavg()[0]?.toFixed(1)})\n`,
  );
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
