import type { ChatMessage } from '../../../../server/models/index.ts';
import type { ChatTokenizer } from '../../../../server/models/process/chat-tokenizer.ts';
import type { Decoder } from '../../../../server/models/process/decoder.ts';

/** Ids below 256 are bytes; these stand for the template. */
export const SPELLED = { system: 256, user: 257, assistant: 258, end: 259 } as const;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function encodeMessage({ role, content }: ChatMessage): number[] {
  return [SPELLED[role], ...encoder.encode(content), SPELLED.end];
}

function encodeMessages(messages: readonly ChatMessage[]): number[] {
  return messages.flatMap(encodeMessage);
}

/** A tokenizer of bytes, with control tokens that no text can spell. */
export const spellingTokenizer: ChatTokenizer = {
  encodeWords({ messages, from, to }) {
    const encoded = this.encodeChat(messages);
    const begin = encodeMessages(messages.slice(0, -1)).length + 1;
    const bytes = (end: number) => encoder.encode(messages.at(-1)?.content.slice(0, end)).length;
    return { ...encoded, from: begin + bytes(from), to: begin + bytes(to) };
  },
  encodeChat(messages) {
    const [first] = messages;
    return {
      ids: [...encodeMessages(messages), SPELLED.assistant],
      systemTokens: first?.role === 'system' ? encodeMessage(first).length : 0,
    };
  },
  decode: (ids) => decoder.decode(Uint8Array.from(ids.filter((id) => id < 256))),
  isControl: (id) => id >= 256,
};

export type SpellingState = { read: readonly number[] };

export type SpellingDecoder = Decoder<SpellingState> & { runs: { tokens: number; maxNewTokens: number }[] };

/**
 * Writes what `reply` makes of everything that was read: whoever reads another's prompt says something else. A token is certain
 * (0) where it was read before, and has the likelihood -1 otherwise.
 */
export function spellingDecoder(reply: (prompt: string) => string): SpellingDecoder {
  const runs: SpellingDecoder['runs'] = [];
  function nextToken(read: readonly number[]): number {
    const begin = read.lastIndexOf(SPELLED.assistant) + 1;
    const text = begin === 0 ? '' : reply(spellingTokenizer.decode(read.slice(0, begin)));
    return encoder.encode(text)[read.length - begin] ?? SPELLED.end;
  }
  return {
    runs,
    start: { read: [] },
    async read(state, ids, asked) {
      runs.push({ tokens: ids.length, maxNewTokens: 0 });
      const read = [...state.read, ...ids];
      const until = (row: number) => read.slice(0, state.read.length + row + 1);
      return {
        state: { read },
        logLikelihoods: asked.map(({ row, target }) => (until(row).includes(target) ? 0 : -1)),
      };
    },
    async run(state, ids, maxNewTokens) {
      runs.push({ tokens: ids.length, maxNewTokens });
      const tokens: number[] = [];
      let read = [...state.read, ...ids];
      while (tokens.length < maxNewTokens && tokens.at(-1) !== SPELLED.end) {
        const token = nextToken([...read]);
        tokens.push(token);
        read = [...read, token];
      }
      return { state: { read: read.slice(0, -1) }, tokens };
    },
  };
}
