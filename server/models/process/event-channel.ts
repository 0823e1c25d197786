/** A stream with its producer outside: events pushed before anyone reads are kept in order. One reader. */
export type EventChannel<Event> = AsyncIterable<Event> & {
  push(event: Event): void;
  /** Nothing more comes; what was pushed is still read. */
  close(): void;
  /** As `close`, and the reader meets `error` after what was pushed. */
  fail(error: Error): void;
};

export function createEventChannel<Event>(): EventChannel<Event> {
  const kept: Event[] = [];
  let state: { type: 'open' } | { type: 'closed' } | { type: 'failed'; error: Error } = { type: 'open' };
  let wake = (): void => undefined;
  function end(next: typeof state): void {
    if (state.type === 'open') state = next;
    wake();
  }
  return {
    push(event) {
      if (state.type !== 'open') return;
      kept.push(event);
      wake();
    },
    close: () => end({ type: 'closed' }),
    fail: (error) => end({ type: 'failed', error }),
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const event = kept.shift();
        if (event !== undefined) yield event;
        else if (state.type === 'failed') throw state.error;
        else if (state.type === 'closed') return;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
