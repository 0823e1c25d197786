import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { LocalFileStorage, LocalIndex } from 'vectra';
import { ignoreMissing, type Log, writeFileAtomic } from '../../base/index.ts';
import type { VectorHit } from '../types.ts';
import type { IndexChange, IndexStamp, VectorBackend } from './backend.ts';
import { StampedCodec } from './stamped-codec.ts';

/**
 * One vectra file a bot, `<folder>/<bot>/index.pb`, in memory once used. Only one process may write a folder; a second
 * one's file is overwritten whole, which the stamp then shows.
 */
export function openVectraBackend(options: { folder: string; log: Log }): VectorBackend {
  return new VectraBackend(options.folder, options.log);
}

/** vectra's updates never let the event loop run; each insert looks through all items. */
const YIELD_EVERY = 100;

type LoadedIndex = { index: LocalIndex; codec: StampedCodec };

/** vectra's own storage writes in place: a crash would leave half an index. */
class AtomicStorage extends LocalFileStorage {
  override async upsertFile(filePath: string, content: Buffer | string): Promise<void> {
    await writeFileAtomic(filePath, content);
  }
}

class VectraBackend implements VectorBackend {
  readonly #folder: string;
  readonly #log: Log;
  readonly #storage = new AtomicStorage();
  readonly #loaded = new Map<string, Promise<LoadedIndex | undefined>>();

  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  async stamp(botId: string): Promise<IndexStamp | undefined> {
    return (await this.#load(botId))?.codec.stamp;
  }

  async passageIds(botId: string): Promise<string[]> {
    const loaded = await this.#load(botId);
    if (loaded === undefined) return [];
    return (await loaded.index.listItems()).map((item) => item.id);
  }

  async apply(botId: string, change: IndexChange, stamp: IndexStamp): Promise<void> {
    const loaded = (await this.#load(botId)) ?? (await this.#create(botId));
    const { index, codec } = loaded;
    const before = codec.stamp;
    await index.beginUpdate();
    try {
      const items = new Map((await index.listItems()).map((item) => [item.id, item]));
      await index.deleteItems(change.remove);
      for (const id of change.remove) items.delete(id);
      for (const [count, { passageId, vector }] of change.add.entries()) {
        if (count % YIELD_EVERY === 0) await setImmediate();
        const item = await index.upsertItem({ id: passageId, vector: Array.from(vector), metadata: {} });
        items.set(passageId, item);
      }
      await codec.encodeAhead([...items.values()]);
      codec.stamp = stamp;
      await index.endUpdate();
    } catch (thrown) {
      codec.stamp = before;
      index.cancelUpdate();
      throw thrown;
    }
    this.#loaded.set(botId, Promise.resolve(loaded));
  }

  async query(botId: string, vector: Float32Array, limit: number): Promise<VectorHit[]> {
    const loaded = await this.#load(botId);
    if (loaded === undefined) return [];
    const found = await loaded.index.queryItems(Array.from(vector), '', limit);
    return found.map(({ item, score }) => ({ passageId: item.id, score }));
  }

  async drop(botId: string): Promise<void> {
    const index = this.#open(botId).index;
    this.#loaded.delete(botId);
    if (await index.isIndexCreated()) await index.deleteIndex();
  }

  async sweep(readBotIds: () => Promise<readonly string[]>): Promise<void> {
    const held = (await readdir(this.#folder).catch(ignoreMissing)) ?? [];
    const wanted = new Set((await readBotIds()).map(folderName));
    for (const name of held) {
      if (!wanted.has(name)) await rm(join(this.#folder, name), { recursive: true, force: true });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#loaded.clear();
  }

  #load(botId: string): Promise<LoadedIndex | undefined> {
    let loading = this.#loaded.get(botId);
    if (loading === undefined) {
      loading = this.#read(botId);
      this.#loaded.set(botId, loading);
    }
    return loading;
  }

  /** A file that cannot be read is the same as none: whatever is in it is in the database too. */
  async #read(botId: string): Promise<LoadedIndex | undefined> {
    const opened = this.#open(botId);
    if (!(await opened.index.isIndexCreated())) return undefined;
    try {
      await opened.index.getIndexStats();
      return opened;
    } catch (thrown) {
      this.#log.warn('index-unreadable', { botId, effect: 'it is made again', error: thrown });
      return undefined;
    }
  }

  async #create(botId: string): Promise<LoadedIndex> {
    const opened = this.#open(botId);
    await opened.index.createIndex({ version: 1, deleteIfExists: true });
    return opened;
  }

  #open(botId: string): LoadedIndex {
    const codec = new StampedCodec();
    const folder = join(this.#folder, folderName(botId));
    return { index: new LocalIndex(folder, undefined, this.#storage, codec), codec };
  }
}

/** Bot ids come from outside this room, so the folder is named by a hash when an id is not plain. */
function folderName(botId: string): string {
  const isPlain = /^[a-z0-9][a-z0-9_-]{0,100}$/.test(botId);
  return isPlain ? botId : `x-${createHash('sha256').update(botId).digest('hex').slice(0, 32)}`;
}
