import { crc32, deflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise } from 'yauzl';
import { AppError } from '../../../base/index.ts';
import type { NamedBytes } from '../lesson-files.ts';

/** A taxonomy has some hundred small files; more is a mistake, or a bomb. */
const LESSON_LIMITS = { maxEntries: 2_000, maxUnpackedBytes: 50 * 2 ** 20 };

/**
 * The files of an archive, unpacked; their names are labels and are never written to.
 * @throws AppError `bad_request` when damaged, `too_large`
 */
export async function readZip(
  name: string,
  bytes: Uint8Array,
  { maxEntries, maxUnpackedBytes } = LESSON_LIMITS,
): Promise<NamedBytes[]> {
  const files: NamedBytes[] = [];
  let entries = 0;
  let unpackedBytes = 0;
  const tooLarge = () =>
    new AppError(
      'too_large',
      `Unpacked, ${name} is larger than it may be (${maxUnpackedBytes / 2 ** 20} MB, ${maxEntries} files). Split it.`,
    );
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    for await (const entry of zip.eachEntry()) {
      entries += 1;
      unpackedBytes += entry.uncompressedSize;
      if (entries > maxEntries || unpackedBytes > maxUnpackedBytes) throw tooLarge();
      if (isFile(entry)) {
        files.push({ name: entry.fileName, bytes: await readAll(await zip.openReadStreamPromise(entry)) });
      }
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('bad_request', `${name} is damaged: it cannot be opened as an archive.`, {
      cause: thrown,
    });
  }
  return files;
}

function isFile({ fileName }: Entry): boolean {
  return !fileName.endsWith('/') && !fileName.startsWith('__MACOSX/');
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** An archive of texts, for a download of several files (PKWARE APPNOTE 4.3). */
export function writeZip(files: readonly { path: string; text: string }[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, text } of files) {
    const name = Buffer.from(path);
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const header = entryHeader(content, packed.length, name.length);
    parts.push(Buffer.from('PK\u0003\u0004'), header, name, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), header, place, name);
    offset += 4 + header.length + name.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...parts, listing, Buffer.from('PK\u0005\u0006'), end]));
}

const UTF8_NAMES = 0x800;
const DEFLATED = 8;

function entryHeader(content: Buffer, packedBytes: number, nameBytes: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(UTF8_NAMES, 2);
  header.writeUInt16LE(DEFLATED, 4);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(packedBytes, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(nameBytes, 22);
  return header;
}
