import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, type Log, toAppError } from '../../base/index.ts';
import type { Generator, GeneratorLease, GeneratorPool, RunningGenerator } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';
import { releasedVersion } from './release-row.ts';

/** The longest that a turn waits for a version that another process published; the earlier one answers it then. */
const MAX_SWITCH_MS = 5_000;
/** A version that cannot answer is not tried with every question: making its files again takes a while. */
const RETRY_MS = 60_000;
/** The pool's key of the base model. */
export const BASE_KEY = 'base';

export type ServingDeps = {
  store: Pick<Store, 'db'>;
  clock: Clock;
  log: Log;
  pool: GeneratorPool;
  /** The base model, started with its first use. */
  base: Generator;
  openVersion(versionId: string): Promise<RunningGenerator>;
  maxSwitchMs?: number;
};

/** What answers one turn, held until the turn has ended. */
export type ServedGenerator = Disposable & { generator: Generator };

type Failure = { at: number; message: string };

/**
 * Which model answers for a bot: that of its current release, read anew for each turn, so that a release made by another
 * process counts as well. Bots without a version of their own share the base model, and so does one whose version cannot
 * answer.
 */
export class ServedGenerators {
  readonly #deps: ServingDeps;
  /** The pool's key that answered a bot's last turn. */
  readonly #serving = new Map<string, string>();
  readonly #failures = new Map<string, Failure>();

  constructor(deps: ServingDeps) {
    this.#deps = deps;
  }

  /** Never fails for a version's sake: the base model takes its place, and `problems` tells. */
  async lease(botId: string): Promise<ServedGenerator> {
    const wanted = await releasedVersion(this.#deps.store.db, botId);
    if (wanted === null) return this.#base(botId);
    const before = this.#serving.get(botId);
    const isSwitch = before !== undefined && before !== wanted && !this.#deps.pool.isOpen(wanted);
    const lease = isSwitch ? await this.#switchTo(wanted, before) : await this.#version(wanted);
    if (lease === undefined) return this.#base(botId);
    if (lease.key === wanted) this.#nowServes(botId, wanted);
    return lease;
  }

  /**
   * A version, published or not, until the lease is given back; its process stays open as long as the pool has room.
   * @throws whatever keeps it from starting
   */
  async leaseVersion(versionId: string): Promise<GeneratorLease> {
    return this.#deps.pool.lease(versionId, () => this.#deps.openVersion(versionId));
  }

  /**
   * Starts a version's process and lets it answer once. It stays open for the turns to come.
   * @throws whatever keeps it from answering
   */
  async prepare(versionId: string, signal?: AbortSignal): Promise<void> {
    this.#failures.delete(versionId);
    using lease = await this.leaseVersion(versionId);
    const request = { messages: [{ role: 'user' as const, content: 'Hello' }], maxNewTokens: 1 };
    for await (const event of lease.generator.generate(request, signal))
      if (event.type === 'finished') return;
  }

  /** Starts what the current releases need, as far as the pool has room, so that no first visitor waits. */
  async prepareAll(signal?: AbortSignal): Promise<void> {
    const bots = await this.#deps.store.db.selectFrom('bots').select('id').orderBy('id').execute();
    for (const { id } of bots) {
      const versionId = await releasedVersion(this.#deps.store.db, id);
      if (versionId === null || signal?.aborted) continue;
      await this.prepare(versionId, signal).catch((thrown) => this.#note(versionId, thrown));
    }
  }

  /** One sentence for each version that should serve and cannot. */
  problems(): string[] {
    return [...this.#failures].map(
      ([versionId, { message }]) =>
        `The published version "${versionId}" cannot answer, so the base model does: ${message}`,
    );
  }

  #base(botId: string): ServedGenerator {
    this.#nowServes(botId, BASE_KEY);
    return { generator: this.#deps.base, [Symbol.dispose]: () => undefined };
  }

  /** The wanted version, or, where it takes too long, the one that answered before. */
  async #switchTo(wanted: string, before: string): Promise<KeyedLease | undefined> {
    const opening = this.#version(wanted);
    const isReady = await Promise.race([
      opening.then(() => true),
      sleep(this.#deps.maxSwitchMs ?? MAX_SWITCH_MS, false, { ref: false }),
    ]);
    if (isReady || before === BASE_KEY || !this.#deps.pool.isOpen(before)) return await opening;
    void opening.then((late) => late?.[Symbol.dispose]());
    return await this.#version(before);
  }

  async #version(versionId: string): Promise<KeyedLease | undefined> {
    const failure = this.#failures.get(versionId);
    if (failure && this.#deps.clock.now() - failure.at < RETRY_MS) return undefined;
    try {
      const lease = await this.leaseVersion(versionId);
      this.#failures.delete(versionId);
      return Object.assign(lease, { key: versionId });
    } catch (thrown) {
      this.#note(versionId, thrown);
      return undefined;
    }
  }

  #note(versionId: string, thrown: unknown): void {
    const { code, message } = toAppError(thrown);
    this.#failures.set(versionId, { at: this.#deps.clock.now(), message });
    this.#deps.log.error('version-cannot-answer', { versionId, code, error: thrown });
  }

  /** What served before is closed once its last turn has ended, unless another bot is served by it. */
  #nowServes(botId: string, key: string): void {
    const before = this.#serving.get(botId);
    this.#serving.set(botId, key);
    if (before === undefined || before === key) return;
    if (![...this.#serving.values()].includes(before)) this.#deps.pool.release(before);
  }
}

type KeyedLease = GeneratorLease & { key: string };
