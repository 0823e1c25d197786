import type { ChatTokenizer } from './chat-tokenizer.ts';

export type TextAssembler = {
  /**
   * Takes the next ids and emits what is certain. `findCut` sees the whole text so far and may name an index to
   * end it at; what was already emitted stays.
   */
  add(ids: readonly number[], findCut: (text: string) => number | undefined): 'open' | 'cut';
  /** Emits what was held back, an unfinished character excepted. */
  end(): void;
};

/** A character's bytes may be spread over tokens: until the last has come, its decoding ends in this. */
const UNFINISHED = /\uFFFD+$/;

/** Token ids to text deltas that never split a character. Their concatenation is the decoded text. */
export function createTextAssembler(
  tokenizer: Pick<ChatTokenizer, 'decode'>,
  emit: (delta: string) => void,
): TextAssembler {
  const ids: number[] = [];
  let emitted = 0;
  let limit = Number.POSITIVE_INFINITY;
  function emitUntil(text: string): void {
    const certain = text.replace(UNFINISHED, '').slice(0, limit);
    if (certain.length > emitted) {
      emit(certain.slice(emitted));
      emitted = certain.length;
    }
  }
  return {
    add(next, findCut) {
      ids.push(...next);
      const text = tokenizer.decode(ids);
      limit = findCut(text) ?? limit;
      emitUntil(text);
      return limit === Number.POSITIVE_INFINITY ? 'open' : 'cut';
    },
    end: () => emitUntil(tokenizer.decode(ids)),
  };
}
