/**
 * Runs `events` to its end whether or not anyone reads on, for work that must not stop because a tab was closed.
 * The reader gets every event in order, and the failure if there was one; `onFailure` is told in any case.
 */
export async function* detached<T>(
  events: AsyncIterable<T>,
  onFailure: (thrown: unknown) => void,
): AsyncGenerator<T> {
  const seen: T[] = [];
  let wake = Promise.withResolvers<void>();
  let ended = false;
  async function pump(): Promise<void> {
    try {
      for await (const event of events) {
        seen.push(event);
        wake.resolve();
      }
    } catch (thrown) {
      onFailure(thrown);
      throw thrown;
    } finally {
      ended = true;
      wake.resolve();
    }
  }
  const pumped = Promise.allSettled([pump()]);
  while (true) {
    const next = seen.shift();
    if (next !== undefined) {
      yield next;
      continue;
    }
    if (ended) break;
    await wake.promise;
    wake = Promise.withResolvers();
  }
  const [outcome] = await pumped;
  if (outcome.status === 'rejected') throw outcome.reason;
}
