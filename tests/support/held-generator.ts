import { AppError } from '../../server/base/index.ts';
import type { GenerateEvent, GenerateRequest, Generator } from '../../server/models/index.ts';
import { fakeGenerator } from './fake-models.ts';

export type HeldGenerator = Generator & {
  /** Resolves when it has said `before` and waits. */
  waiting(): Promise<void>;
  /** Says `after` and ends. */
  release(): void;
  /** Fails in the middle of the answer. */
  fail(error: AppError): void;
  /** How many requests were aborted while they waited. */
  readonly aborted: number;
};

/** Speaks a first part, then waits to be released, failed or aborted: for what happens in the middle of an answer. */
export function heldGenerator(before: string, after: string): HeldGenerator {
  let held: PromiseWithResolvers<void> | undefined;
  let reached = Promise.withResolvers<void>();
  let aborted = 0;
  const plain = fakeGenerator();
  return {
    contextTokens: plain.contextTokens,
    identity: plain.identity,
    countTokens: plain.countTokens,
    get aborted() {
      return aborted;
    },
    waiting: () => reached.promise,
    release: () => held?.resolve(),
    fail: (error) => held?.reject(error),
    async *generate(_request: GenerateRequest, signal?: AbortSignal): AsyncGenerator<GenerateEvent> {
      yield { type: 'started', promptTokens: 12, promptSha256: '0'.repeat(64) };
      yield { type: 'text', delta: before };
      const own = Promise.withResolvers<void>();
      const stop = () => own.reject(new AppError('cancelled', 'Stopped.'));
      signal?.addEventListener('abort', stop, { once: true });
      held = own;
      reached.resolve();
      try {
        await own.promise;
      } catch (thrown) {
        if (signal?.aborted) aborted += 1;
        throw thrown;
      } finally {
        signal?.removeEventListener('abort', stop);
        reached = Promise.withResolvers();
      }
      yield { type: 'text', delta: after };
      yield { type: 'finished', reason: 'stop', tokens: 9, timingsMs: { queue: 0, prompt: 0, generate: 0 } };
    },
  };
}
