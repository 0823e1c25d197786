import { buffer } from 'node:stream/consumers';
import type { Document } from 'domhandler';
import { type Entry, fromBufferPromise } from 'yauzl';
import { AppError } from '../../base/index.ts';
import { decodeText } from './decode-text.ts';
import { EXTRACT_LIMITS } from './limits.ts';
import { parseXml } from './xml.ts';

/** The parts of a file that is a zip (Office, OpenDocument, e-books), unpacked one by one as they are asked for. */
export type ZipParts = {
  names: readonly string[];
  /** Undefined when there is no such part. */
  text(name: string): Promise<string | undefined>;
  xml(name: string): Promise<Document | undefined>;
};

/**
 * Reads a zip's directory; nothing is unpacked yet. A part that unpacks to more than it declared is refused when it is read.
 * @throws AppError `unreadable_document` when damaged, `too_large` when it declares more than a document holds
 */
export async function openZipParts(bytes: Uint8Array): Promise<ZipParts> {
  const zip = await openZip(bytes);
  const entries = new Map<string, Entry>();
  let unpackedBytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      unpackedBytes += entry.uncompressedSize;
      if (entries.size > EXTRACT_LIMITS.maxZipEntries || unpackedBytes > EXTRACT_LIMITS.maxUnpackedBytes)
        break;
    }
  } catch (thrown) {
    throw damaged(thrown);
  }
  if (entries.size > EXTRACT_LIMITS.maxZipEntries || unpackedBytes > EXTRACT_LIMITS.maxUnpackedBytes) {
    throw new AppError(
      'too_large',
      'Unpacked, this file is larger than a document may be; split it into parts.',
    );
  }
  const text = async (name: string) => {
    const entry = entries.get(name);
    if (entry === undefined) return undefined;
    if (entry.isEncrypted()) {
      throw new AppError(
        'unreadable_document',
        'This file asks for a password. Save it without one and add it again.',
      );
    }
    try {
      return decodeText(await buffer(await zip.openReadStreamPromise(entry)));
    } catch (thrown) {
      throw damaged(thrown);
    }
  };
  return {
    names: [...entries.keys()],
    text,
    async xml(name) {
      const content = await text(name);
      return content === undefined ? undefined : parseXml(content);
    },
  };
}

async function openZip(bytes: Uint8Array) {
  try {
    return await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      autoClose: false,
    });
  } catch (thrown) {
    throw damaged(thrown);
  }
}

function damaged(cause: unknown): AppError {
  return new AppError('unreadable_document', 'The file is damaged: its parts cannot be unpacked.', { cause });
}
