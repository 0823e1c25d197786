import { contentStems } from '../../server/answering/index.ts';
import { AppError } from '../../server/base/index.ts';
import type { SearchHit, SearchInput, SearchResult } from '../../server/knowledge/index.ts';
import type {
  ChatMessage,
  Embedder,
  GenerateEvent,
  GenerateRequest,
  Generator,
} from '../../server/models/index.ts';

export const FAKE_DIMENSIONS = 64;

/** What the fake says to a prompt; throw an AppError to fail as the real one would. */
export type Script = (messages: readonly ChatMessage[], request: GenerateRequest) => string;

export type FakeGenerator = Generator & {
  /** Every request it was given, oldest first. */
  readonly requests: GenerateRequest[];
};

/** A generator that speaks from a script, a word a delta. By default it repeats the last message. */
export function fakeGenerator(
  script: string | Script = (messages) => messages.at(-1)?.content ?? '',
): FakeGenerator {
  const requests: GenerateRequest[] = [];
  const say = typeof script === 'string' ? () => script : script;
  return {
    requests,
    contextTokens: 2048,
    identity: () => ({ id: 'fake-generator', sha256: '0'.repeat(64), precision: 'fp32' }),
    countTokens: async (messages) => words(messages.map((message) => message.content).join(' ')).length,
    async *generate(request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
      requests.push(request);
      throwIfCancelled(signal);
      const promptTokens = words(request.messages.map((message) => message.content).join(' ')).length;
      yield { type: 'started', promptTokens, promptSha256: '0'.repeat(64) };
      const pieces = say(request.messages, request).match(/\s*\S+/g) ?? [];
      const spoken = pieces.slice(0, request.maxNewTokens);
      for (const delta of spoken) {
        await Promise.resolve();
        throwIfCancelled(signal);
        yield { type: 'text', delta };
      }
      const reason = spoken.length < pieces.length ? 'length' : 'stop';
      yield {
        type: 'finished',
        reason,
        tokens: spoken.length,
        timingsMs: { queue: 0, prompt: 0, generate: 0 },
      };
    },
  };
}

/**
 * Hashed bags of content words as unit vectors: texts that share words are near each other, always the same way. In few dimensions
 * some words fall together.
 */
export function fakeEmbedder(dimensions = FAKE_DIMENSIONS): Embedder {
  return {
    dimensions,
    identity: () => ({ id: 'fake-embedder', sha256: '0'.repeat(64), precision: 'fp32' }),
    async embed(texts, signal) {
      throwIfCancelled(signal);
      return texts.map((text) => bagOfWords(text, dimensions));
    },
  };
}

export type FakeReader = Embedder & {
  /** Every question with the texts that were read beside it, oldest first. */
  readonly asked: { question: string; texts: readonly string[] }[];
};

/** A `fakeEmbedder` with a cross-encoder of this hash beside it, which says what it is told to. */
export function fakeReader(
  logOdds: number | ((question: string) => number),
  sha256 = '1'.repeat(64),
): FakeReader {
  const say = typeof logOdds === 'number' ? () => logOdds : logOdds;
  const asked: FakeReader['asked'] = [];
  return {
    ...fakeEmbedder(),
    asked,
    async read(question, texts, signal) {
      throwIfCancelled(signal);
      asked.push({ question, texts });
      const model = { id: 'fake-cross-encoder', sha256, precision: 'fp32' } as const;
      return { logOdds: texts.map(() => say(question)), model };
    },
  };
}

/** A search that finds the same passages whatever is asked, its vector made as `fakeEmbedder` makes vectors. */
export function fakeSearch(
  hits: SearchHit[],
  indexVersion = 1,
): (input: Pick<SearchInput, 'question'>) => Promise<SearchResult> {
  return async ({ question }) => ({
    searched: question,
    searchedVector: bagOfWords(question),
    hits,
    indexVersion,
  });
}

function bagOfWords(text: string, dimensions = FAKE_DIMENSIONS): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of contentStems(text)) {
    const hash = hashOf(word);
    const at = hash % dimensions;
    vector[at] = (vector[at] ?? 0) + (hash & 0x100 ? 1 : -1);
  }
  const length = Math.hypot(...vector);
  if (length === 0) vector[0] = 1;
  else for (const [at, value] of vector.entries()) vector[at] = value / length;
  return vector;
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** FNV-1a, 32 bits. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (const character of word) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('cancelled', 'The request was cancelled.');
}
