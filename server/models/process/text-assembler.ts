import type { ChatTokenizer } from './chat-tokenizer.ts';
import type { Repetition } from './repetition.ts';

export type TextAssembler = {
  /**
   * Takes the next ids and emits what is certain. `inspect` sees the whole text so far; where it names a cut the
   * text ends there, though what was already emitted stays.
   */
  add(ids: readonly number[], inspect: (text: string) => Repetition): 'open' | 'cut';
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
  let text = '';
  let emitted = 0;
  function emitUntil(end: number): void {
    if (end <= emitted) return;
    emit(text.slice(emitted, end));
    emitted = end;
  }
  return {
    add(next, inspect) {
      ids.push(...next);
      text = tokenizer.decode(ids).replace(UNFINISHED, '');
      const { cutAt, doubtfulFrom } = inspect(text);
      text = text.slice(0, cutAt);
      emitUntil(Math.min(text.length, doubtfulFrom ?? text.length));
      return cutAt === undefined ? 'open' : 'cut';
    },
    end: () => emitUntil(text.length),
  };
}
