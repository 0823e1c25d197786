import { fromBufferPromise } from 'yauzl';
import { AppError } from '../../base/index.ts';
import { EXTRACT_LIMITS } from './limits.ts';

/**
 * Names of a zip's parts, from its directory alone: nothing is unpacked.
 * @throws AppError `unreadable_document` when damaged, `too_large` when it declares more than a document holds
 */
export async function listZipEntries(bytes: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  let unpackedBytes = 0;
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      unpackedBytes += entry.uncompressedSize;
      if (names.length > EXTRACT_LIMITS.maxZipEntries || unpackedBytes > EXTRACT_LIMITS.maxUnpackedBytes)
        break;
    }
  } catch (thrown) {
    throw new AppError('unreadable_document', 'The file is damaged: its parts cannot be listed.', {
      cause: thrown,
    });
  }
  if (names.length > EXTRACT_LIMITS.maxZipEntries || unpackedBytes > EXTRACT_LIMITS.maxUnpackedBytes) {
    throw new AppError(
      'too_large',
      'Unpacked, this file is larger than a document may be; split it into parts.',
    );
  }
  return names;
}
