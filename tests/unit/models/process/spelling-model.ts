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

/** A tokenizer of bytes, with control tokens that no text can spell. */
export const spellingTokenizer: ChatTokenizer = {
  encodeChat(messages) {
    const [first] = messages;
    return {
      ids: [...messages.flatMap(encodeMessage), SPELLED.assistant],
      systemTokens: first?.role === 'system' ? encodeMessage(first).length : 0,
    };
  },
  decode: (ids) => decoder.decode(Uint8Array.from(ids.filter((id) => id < 256))),
  isControl: (id) => id >= 256,
};

export type SpellingState = { read: readonly number[] };

export type SpellingDecoder = Decoder<SpellingState> & { runs: { tokens: number; maxNewTokens: number }[] };

/** Writes what `reply` makes of everything that was read: whoever reads another's prompt says something else. */
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
