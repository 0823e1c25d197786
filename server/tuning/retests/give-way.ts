import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { GenerateEvent, GenerateRequest, Generator } from '../../models/index.ts';
import type { Database } from '../../store/index.ts';
import { COMPARISON_JOB } from '../gate/start-comparison.ts';
import { MACHINE_SLOT } from '../runs/move-run.ts';
import type { RetestDeps } from './types.ts';

const LOOK_EVERY_MS = 1_000;

/** People who are being answered, and word whenever their number changes. */
export type Visitors = { readonly size: number; watch(listener: () => void): Disposable };

/** Ends once nobody is being answered. @throws what `signal` was aborted with */
export async function whenNobodyAsks(visitors: Visitors, signal?: AbortSignal): Promise<void> {
  while (visitors.size > 0) {
    signal?.throwIfAborted();
    const changed = Promise.withResolvers<void>();
    const stop = () => changed.resolve();
    using _watching = visitors.watch(stop);
    signal?.addEventListener('abort', stop, { once: true });
    if (visitors.size > 0) await changed.promise;
    signal?.removeEventListener('abort', stop);
  }
  signal?.throwIfAborted();
}

/** Ends once no bot is taught and nobody waits for a comparison, whose times it would spoil. */
export async function whenMachineIsFree(
  { store }: Pick<RetestDeps, 'store'>,
  signal: AbortSignal,
): Promise<void> {
  while (await isMachineTaken(store.db)) await sleep(LOOK_EVERY_MS, undefined, { signal });
}

export async function isMachineTaken(db: Kysely<Database>): Promise<boolean> {
  const run = db.selectFrom('teach_runs').select('id').where('slot', '=', MACHINE_SLOT);
  if (await run.executeTakeFirst()) return true;
  const comparison = db.selectFrom('jobs').select('id').where('kind', '=', COMPARISON_JOB);
  return (await comparison.where('state', '=', 'running').executeTakeFirst()) !== undefined;
}

/**
 * What serves a bot, as the last in every line: it begins when nobody is being answered, lets go as soon as somebody asks, and
 * then begins that answer anew. Hence an answer comes whole.
 */
export async function politeGenerator(
  deps: Pick<RetestDeps, 'leaseServed' | 'visitors'>,
  botId: string,
): Promise<Generator> {
  const { leaseServed, visitors } = deps;
  using first = await leaseServed(botId);
  const identity = first.generator.identity();
  return {
    contextTokens: first.generator.contextTokens,
    identity: () => identity,
    async countTokens(messages) {
      using lease = await leaseServed(botId);
      return await lease.generator.countTokens(messages);
    },
    async *generate(request, signal) {
      for (;;) {
        await whenNobodyAsks(visitors, signal);
        const events = await undisturbed(deps, { botId, request }, signal);
        if (events === undefined) continue;
        yield* events;
        return;
      }
    },
  };
}

/** Undefined where somebody asked meanwhile. */
async function undisturbed(
  { leaseServed, visitors }: Pick<RetestDeps, 'leaseServed' | 'visitors'>,
  { botId, request }: { botId: string; request: GenerateRequest },
  signal?: AbortSignal,
): Promise<GenerateEvent[] | undefined> {
  const asked = new AbortController();
  using _watching = visitors.watch(() => {
    if (visitors.size > 0) asked.abort();
  });
  using lease = await leaseServed(botId);
  if (visitors.size > 0) return undefined;
  const stop = signal === undefined ? asked.signal : AbortSignal.any([signal, asked.signal]);
  try {
    return await Array.fromAsync(lease.generator.generate(request, stop));
  } catch (thrown) {
    if (asked.signal.aborted && !signal?.aborted) return undefined;
    throw thrown;
  }
}
