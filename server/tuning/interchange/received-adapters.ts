import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, ignoreMissing, removeIfOlder, writeFileAtomic } from '../../base/index.ts';
import { readZip } from '../lessons/formats/zip.ts';
import type { NamedBytes } from '../lessons/lesson-files.ts';
import type { VersionDeps } from '../versions/types.ts';
import { adapterFilesOf } from './adapter-files.ts';
import { PEFT_CONFIG, PEFT_WEIGHTS, readPeftFiles } from './import-peft.ts';

/** Rank 64 on every layer of the default model takes 78 MB in float32; a larger one comes in from the shell. */
export const MAX_ADAPTER_UPLOAD_BYTES = 160 * 1024 * 1024;
/** A folder of PEFT holds some cards and tokenizers besides. */
const ZIP_LIMITS = { maxEntries: 100, maxUnpackedBytes: MAX_ADAPTER_UPLOAD_BYTES };
/** Files that still arrive are younger. */
const STRAY_AFTER_MS = 6 * 3_600_000;

type Deps = Pick<VersionDeps, 'dataDir'>;

/** Where the files of an adapter wait to be merged. */
export function receivedFolder(deps: Deps, uploadId: string): string {
  return join(parentOf(deps), uploadId);
}

export function isReceived(deps: Deps, uploadId: string): boolean {
  return existsSync(receivedFolder(deps, uploadId));
}

/**
 * Keeps an adapter that PEFT saved, a zip of its folder or the two files of it, so that it survives a crash. Whether it fits the
 * model is found out when it is merged.
 * @returns the base model that it names
 * @throws AppError `bad_request` where they are not there, or cannot be read
 */
export async function receiveAdapter(
  deps: Deps,
  { uploadId, files }: { uploadId: string; files: readonly NamedBytes[] },
): Promise<string | undefined> {
  const found = await adapterFiles(files);
  const folder = receivedFolder(deps, uploadId);
  try {
    const { baseName } = readPeftFiles(folder, {
      config: Buffer.from(found[PEFT_CONFIG] ?? []),
      weights: Buffer.from(found[PEFT_WEIGHTS] ?? []),
    });
    for (const [name, bytes] of Object.entries(found)) await writeFileAtomic(join(folder, name), bytes);
    return baseName;
  } catch (thrown) {
    await forgetAdapter(deps, uploadId);
    throw aboutTheUpload(thrown, folder);
  }
}

export async function forgetAdapter(deps: Deps, uploadId: string): Promise<void> {
  await rm(receivedFolder(deps, uploadId), { recursive: true, force: true });
}

/** Removes what no import waits for, for instance after a crash while files arrived. */
export async function sweepAdapterFiles(deps: Deps, wanted: ReadonlySet<string>): Promise<void> {
  for (const name of (await readdir(parentOf(deps)).catch(ignoreMissing)) ?? []) {
    if (!wanted.has(name)) await removeIfOlder(join(parentOf(deps), name), STRAY_AFTER_MS);
  }
}

/** Whoever sent the files is at fault for what is wrong in them, and need not know where they were put. */
export function aboutTheUpload(thrown: unknown, folder: string): unknown {
  if (!(thrown instanceof AppError) || !thrown.message.includes(folder)) return thrown;
  const code = thrown.code === 'model_file_invalid' ? 'bad_request' : thrown.code;
  const message = thrown.message.replaceAll(`${folder}/`, '').replaceAll(folder, 'the upload');
  return new AppError(code, message, { cause: thrown });
}

async function adapterFiles(files: readonly NamedBytes[]): Promise<Record<string, Uint8Array>> {
  const [first] = files;
  const isZip = files.length === 1 && first !== undefined && first.name.toLowerCase().endsWith('.zip');
  return adapterFilesOf(isZip ? await readZip(first.name, first.bytes, ZIP_LIMITS) : files);
}

function parentOf({ dataDir }: Deps): string {
  return join(dataDir, 'adapter-files');
}
