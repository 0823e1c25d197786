import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ignoreMissing, parseJson, writeFileAtomic } from '../../base/index.ts';
import { hashFile } from '../folder/hash-file.ts';

const COMPLETE = 'complete.json';

const completeSchema = z.object({
  /** Fingerprint of the source in the catalogue: another revision or checksum makes the download stale. */
  source: z.string(),
  description: z.string(),
  files: z.array(z.object({ path: z.string().regex(/^[\w][\w.-]*$/), sha256: z.string() })),
});

export type CompleteDownload = z.infer<typeof completeSchema>;

/** Says, in the folder itself, that everything was fetched and checked. Written last. */
export async function markComplete(folder: string, download: CompleteDownload): Promise<void> {
  await writeFileAtomic(join(folder, COMPLETE), `${JSON.stringify(download, undefined, 2)}\n`);
}

/** The earlier download in this folder, if it is of this source, whole, and every byte is still as it was. */
export async function findKeptDownload(
  folder: string,
  source: unknown,
  signal?: AbortSignal,
): Promise<CompleteDownload | undefined> {
  const text = await readFile(join(folder, COMPLETE), 'utf8').catch(ignoreMissing);
  if (text === undefined) return undefined;
  const { data: download } = completeSchema.safeParse(parseJson(text));
  if (download?.source !== fingerprint(source)) return undefined;
  for (const file of download.files) {
    const found = await hashFile(join(folder, file.path), undefined, signal).catch(ignoreMissing);
    if (found?.sha256 !== file.sha256) return undefined;
  }
  return download;
}

export function fingerprint(source: unknown): string {
  return createHash('sha256').update(JSON.stringify(source)).digest('hex');
}
