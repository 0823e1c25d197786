import { invariant } from '../base/index.ts';
import type { RunningGenerator } from './process/open-generator.ts';

export type GeneratorPoolOptions = {
  /** Processes at once; beyond it the one that was idle longest is closed first. */
  maxOpen: number;
  /** Taken for what one more process would need. */
  bytesEach: number;
  availableMemoryBytes: () => number;
};

/** The use of a process, until it is disposed: it is not closed meanwhile. */
export type GeneratorLease = Disposable & { generator: RunningGenerator };

type Entry = { running: Promise<RunningGenerator>; users: number; usedAt: number; leaving: boolean };

/**
 * Generator processes by key, started with their first use and shared by whoever uses the same key. Where there is no
 * room for another (see the options), one that nobody uses is closed; while all are in use, the newcomer waits. One
 * process is always let in, whatever the memory.
 */
export class GeneratorPool implements AsyncDisposable {
  readonly #options: GeneratorPoolOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #closing = new Set<Promise<void>>();
  #changed = Promise.withResolvers<void>();
  #uses = 0;

  constructor(options: GeneratorPoolOptions) {
    this.#options = options;
  }

  isOpen(key: string): boolean {
    return this.#entries.has(key);
  }

  /** Processes that are open or still closing. */
  get size(): number {
    return this.#entries.size + this.#closing.size;
  }

  /** @param open starts the process where there is none yet; what it throws, every waiting user gets, and the next tries anew */
  async lease(key: string, open: () => Promise<RunningGenerator>): Promise<GeneratorLease> {
    const entry = await this.#enter(key, open);
    try {
      const generator = await entry.running;
      let held = true;
      return {
        generator,
        [Symbol.dispose]: () => {
          if (held) this.#leave(key, entry);
          held = false;
        },
      };
    } catch (thrown) {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
      this.#leave(key, entry);
      throw thrown;
    }
  }

  /** Closes the process of `key` as soon as nobody uses it. A new user before then keeps it open. */
  release(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    entry.leaving = true;
    if (entry.users === 0) this.#close(key, entry);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const [key, entry] of this.#entries) this.#close(key, entry);
    await Promise.all(this.#closing);
  }

  /** Counted as a user at once: whoever looks for room in the same moment must not take it for idle. */
  async #enter(key: string, open: () => Promise<RunningGenerator>): Promise<Entry> {
    for (;;) {
      const known = this.#entries.get(key);
      if (known) {
        known.leaving = false;
        known.users += 1;
        return known;
      }
      if (this.#hasRoom()) {
        const entry = { running: open(), users: 1, usedAt: this.#uses, leaving: false };
        this.#entries.set(key, entry);
        return entry;
      }
      await this.#makeRoom();
    }
  }

  #hasRoom(): boolean {
    const { maxOpen, bytesEach, availableMemoryBytes } = this.#options;
    if (this.size === 0) return true;
    return this.size < maxOpen && availableMemoryBytes() >= bytesEach;
  }

  async #makeRoom(): Promise<void> {
    if (this.#closing.size === 0) {
      const idle = [...this.#entries]
        .filter(([, { users }]) => users === 0)
        .toSorted(([, one], [, other]) => one.usedAt - other.usedAt)[0];
      if (idle) this.#close(...idle);
    }
    await Promise.race([this.#changed.promise, ...this.#closing]);
  }

  #leave(key: string, entry: Entry): void {
    entry.users -= 1;
    invariant(entry.users >= 0, 'A generator is given back once.');
    this.#uses += 1;
    entry.usedAt = this.#uses;
    if (entry.users === 0 && entry.leaving) this.#close(key, entry);
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }

  #close(key: string, entry: Entry): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    const closed = entry.running
      .then((generator) => generator[Symbol.asyncDispose]())
      .catch(() => undefined)
      .finally(() => this.#closing.delete(closed));
    this.#closing.add(closed);
  }
}
