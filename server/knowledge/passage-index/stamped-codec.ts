import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { DocumentCatalog, IndexCodec, IndexData, IndexItem, MetadataTypes } from 'vectra';
import { ProtobufCodec } from 'vectra';
import { z } from 'zod';
import { AppError, parseJson } from '../../base/index.ts';
import type { IndexStamp } from './backend.ts';

const MAGIC = 'FOYERIX1';
/** The header names a version, an embedder and a hash; more than this is not ours. */
const MAX_HEADER_BYTES = 4096;

/** So many items are put into bytes in about a millisecond. */
const YIELD_EVERY = 100;

const headerSchema = z.strictObject({
  version: z.number().int(),
  embedder: z.string(),
  sha256: z.string().length(64),
});

/**
 * vectra's protobuf form behind a header: magic, header length (uint32 LE), header (JSON), payload. The header carries
 * the stamp, so that both are written in one rename, and the payload's SHA-256, because a protobuf that was cut or
 * flipped often still parses.
 */
export class StampedCodec implements IndexCodec {
  readonly extension = '.pb';
  readonly #inner = new ProtobufCodec();
  /** Written with the next save; after a load, what the file said. */
  stamp: IndexStamp = { version: 0, embedder: '' };
  readonly #encoded = new Map<IndexItem, Buffer>();

  /**
   * Puts items into bytes for the next save, a hundred at a time, and lets the event loop run in between: vectra saves
   * in one go. A protobuf list is the lists after each other, so the file is the same to every reader.
   */
  async encodeAhead(items: readonly IndexItem[]): Promise<void> {
    this.#encoded.clear();
    for (const [count, item] of items.entries()) {
      if (count % YIELD_EVERY === 0) await setImmediate();
      this.#encoded.set(item, this.#encode(item));
    }
  }

  serializeIndex(data: IndexData): Buffer {
    const items = data.items.map((item) => this.#encoded.get(item) ?? this.#encode(item));
    this.#encoded.clear();
    const payload = Buffer.concat([this.#inner.serializeIndex({ ...data, items: [] }), ...items]);
    const header = Buffer.from(JSON.stringify({ ...this.stamp, sha256: sha256(payload) }));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(header.byteLength);
    return Buffer.concat([Buffer.from(MAGIC), length, header, payload]);
  }

  deserializeIndex(buffer: Buffer): IndexData {
    const start = MAGIC.length + 4;
    const headerLength = buffer.byteLength < start ? 0 : buffer.readUInt32LE(MAGIC.length);
    if (buffer.toString('latin1', 0, MAGIC.length) !== MAGIC || headerLength > MAX_HEADER_BYTES)
      throw corrupt();
    const header = headerSchema.safeParse(parseJson(buffer.toString('utf8', start, start + headerLength)));
    const payload = buffer.subarray(start + headerLength);
    if (!header.success || header.data.sha256 !== sha256(payload)) throw corrupt();
    this.stamp = { version: header.data.version, embedder: header.data.embedder };
    return this.#inner.deserializeIndex(payload);
  }

  serializeCatalog(catalog: DocumentCatalog): Buffer {
    return this.#inner.serializeCatalog(catalog);
  }

  deserializeCatalog(buffer: Buffer): DocumentCatalog {
    return this.#inner.deserializeCatalog(buffer);
  }

  serializeMetadata(metadata: Record<string, MetadataTypes>): Buffer {
    return this.#inner.serializeMetadata(metadata);
  }

  deserializeMetadata(buffer: Buffer): Record<string, MetadataTypes> {
    return this.#inner.deserializeMetadata(buffer);
  }

  #encode(item: IndexItem): Buffer {
    return this.#inner.serializeIndex({ version: 1, metadata_config: {}, items: [item] });
  }
}

function sha256(payload: Uint8Array): string {
  return createHash('sha256').update(payload).digest('hex');
}

function corrupt(): AppError {
  return new AppError('storage_failed', 'The index file is damaged; it is made again from the database.');
}
