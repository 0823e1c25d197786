import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Log } from '../../base/index.ts';
import type { Embedder } from '../../models/index.ts';
import type { Store } from '../../store/index.ts';
import { embedderKey, readIndexVersion } from '../index-version.ts';
import type { PassageIndex, PassageVector, VectorHit } from '../types.ts';
import { bytesToVector } from '../vector-bytes.ts';
import type { VectorBackend } from './backend.ts';
import { openPgvectorBackend } from './pgvector-backend.ts';
import { openVectraBackend } from './vectra-backend.ts';

export type OpenPassageIndexOptions = {
  store: Store;
  embedder: Pick<Embedder, 'identity'>;
  /** Holds `index/<bot>`; not used with pgvector. */
  dataDir: string;
  log: Log;
};

/** pgvector where the store has it, else vectra's files. */
export async function openPassageIndex(options: OpenPassageIndexOptions): Promise<PassageIndex> {
  const { store, embedder, dataDir, log } = options;
  const backend = store.hasVectors
    ? await openPgvectorBackend(store)
    : openVectraBackend({ folder: join(dataDir, 'index'), log });
  return projectPassages({ store, embedder, log, backend });
}

/** Keeps a backend in step with the database. */
export function projectPassages(
  options: Omit<OpenPassageIndexOptions, 'dataDir'> & { backend: VectorBackend },
): PassageIndex {
  return new ProjectedIndex(options.store, options.embedder, options.log, options.backend);
}

const LOAD_BATCH = 100;
/** A refresh in the background waits for this, and for this many times what the last one took. */
const REQUEST_DELAY_MS = 50;
const REST_FACTOR = 5;

/** One refresh of a bot at a time; those asked for meanwhile share the next. */
type Refreshing = { current: Promise<boolean>; next: Promise<boolean> | undefined };

class ProjectedIndex implements PassageIndex {
  readonly #store: Store;
  readonly #embedder: Pick<Embedder, 'identity'>;
  readonly #log: Log;
  readonly #backend: VectorBackend;
  readonly #refreshing = new Map<string, Refreshing>();
  readonly #requested = new Map<string, NodeJS.Timeout>();
  readonly #lastTookMs = new Map<string, number>();
  #closed = false;

  constructor(store: Store, embedder: Pick<Embedder, 'identity'>, log: Log, backend: VectorBackend) {
    this.#store = store;
    this.#embedder = embedder;
    this.#log = log;
    this.#backend = backend;
  }

  refresh(botId: string): Promise<boolean> {
    const running = this.#refreshing.get(botId);
    if (running === undefined) return this.#start(botId);
    running.next ??= running.current.then(() => this.refresh(botId));
    return running.next;
  }

  requestRefresh(botId: string): void {
    if (this.#closed || this.#requested.has(botId)) return;
    const delayMs = Math.max(REQUEST_DELAY_MS, (this.#lastTookMs.get(botId) ?? 0) * REST_FACTOR);
    const timer = setTimeout(() => {
      this.#requested.delete(botId);
      void this.refresh(botId);
    }, delayMs);
    timer.unref();
    this.#requested.set(botId, timer);
  }

  async query(
    botId: string,
    vector: Float32Array,
    limit: number,
    version: number,
  ): Promise<VectorHit[] | undefined> {
    const stamp = await this.#backend.stamp(botId);
    const embedder = embedderKey(this.#embedder.identity());
    const behind = stamp === undefined || stamp.version !== version || stamp.embedder !== embedder;
    if (behind && version > 0 && !this.#refreshing.has(botId)) this.requestRefresh(botId);
    if (stamp === undefined || stamp.embedder !== embedder) return undefined;
    return await this.#backend.query(botId, vector, limit);
  }

  async drop(botId: string): Promise<void> {
    await this.#refreshing.get(botId)?.current;
    await this.#backend.drop(botId);
  }

  async sweep(): Promise<void> {
    await this.#backend.sweep(async () => {
      const bots = await this.#store.db.selectFrom('bots').select('id').execute();
      return bots.map(({ id }) => id);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    for (const timer of this.#requested.values()) clearTimeout(timer);
    await Promise.all([...this.#refreshing.values()].map(({ current }) => current));
    await this.#backend[Symbol.asyncDispose]();
  }

  #start(botId: string): Promise<boolean> {
    const current = this.#bringUp(botId).finally(() => {
      if (this.#refreshing.get(botId)?.current === current) this.#refreshing.delete(botId);
    });
    this.#refreshing.set(botId, { current, next: undefined });
    return current;
  }

  /** A projection's trouble is no answer's trouble: it is told to the operator, and lexical search goes on. */
  async #bringUp(botId: string): Promise<boolean> {
    if (this.#closed) return false;
    try {
      await this.#reconcile(botId);
      return true;
    } catch (thrown) {
      this.#log.error('index-refresh-failed', { botId, error: thrown });
      return false;
    }
  }

  /**
   * Compares ids, so that it does not matter what was missed: a crash, another process, a folder from a backup.
   * The version is read before the ids: at worst the index is newer than it says, which the next refresh finds.
   */
  async #reconcile(botId: string): Promise<void> {
    const embedder = embedderKey(this.#embedder.identity());
    const version = await readIndexVersion(this.#store.db, botId);
    const stamp = await this.#backend.stamp(botId);
    if (version === 0 || (stamp?.version === version && stamp.embedder === embedder)) return;
    const startedAt = performance.now();
    const wanted = await this.#findableIds(botId, embedder);
    const held = await this.#backend.passageIds(botId);
    const reusable = new Set(stamp?.embedder === embedder ? held : []);
    const wantedSet = new Set(wanted);
    const add = await this.#loadVectors(wanted.filter((id) => !reusable.has(id)));
    const remove = held.filter((id) => !wantedSet.has(id) || !reusable.has(id));
    await this.#backend.apply(botId, { add, remove }, { version, embedder });
    const elapsedMs = Math.round(performance.now() - startedAt);
    this.#lastTookMs.set(botId, elapsedMs);
    this.#log.debug('index-refreshed', {
      botId,
      version,
      added: add.length,
      removed: remove.length,
      elapsedMs,
    });
  }

  async #findableIds(botId: string, embedder: string): Promise<string[]> {
    const rows = await this.#store.db
      .selectFrom('passages')
      .innerJoin('documents', 'documents.id', 'passages.document_id')
      .select('passages.id')
      .where('passages.bot_id', '=', botId)
      .where('passages.enabled', '=', 1)
      .where('documents.enabled', '=', 1)
      .where('passages.embedder', '=', embedder)
      .where('passages.embedding', 'is not', null)
      .orderBy('passages.sequence')
      .execute();
    return rows.map((row) => row.id);
  }

  async #loadVectors(ids: readonly string[]): Promise<PassageVector[]> {
    const vectors: PassageVector[] = [];
    for (let start = 0; start < ids.length; start += LOAD_BATCH) {
      // SQLite answers without letting the event loop run.
      await setImmediate();
      const rows = await this.#store.db
        .selectFrom('passages')
        .select(['id', 'embedding'])
        .where('id', 'in', ids.slice(start, start + LOAD_BATCH))
        .execute();
      for (const row of rows) {
        if (row.embedding !== null) vectors.push({ passageId: row.id, vector: bytesToVector(row.embedding) });
      }
    }
    return vectors;
  }
}
