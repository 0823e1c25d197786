import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { removeIfOlder } from '../../base/index.ts';
import type { VersionDeps, VersionId } from '../versions/types.ts';
import { readCarriedAdapter } from './carried-version.ts';
import { type ExportFormat, exportFormOf } from './export-forms.ts';
import { exportVersion } from './export-version.ts';

/** No download takes so long; what is older was left by a process that was killed, a gigabyte perhaps. */
const LEFT_AFTER_MS = 24 * 60 * 60_000;
/** A file that is made while it is read. */
export type CarriedFile = { fileName: string; chunks: AsyncGenerator<Uint8Array> };

/** A version's adapter as a zip of the folder that Python PEFT and vLLM load. @throws AppError `not_found` */
export async function exportAdapterFile(deps: VersionDeps, id: VersionId): Promise<CarriedFile> {
  const files = await readCarriedAdapter(deps, { botId: id.botId, id: id.versionId });
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content), name, { compress: false });
  }
  return { fileName: `${id.versionId}-peft.zip`, chunks: chunksOf(zip) };
}

/**
 * A version's model as a zip of what `exportVersion` writes; its files lie in the data folder until they are read.
 * @throws AppError as `exportVersion`, `bad_request` for a type that the format has not
 */
export async function exportModelFile(
  deps: VersionDeps,
  { format, type, ...id }: VersionId & { format: ExportFormat; type?: string | undefined },
  signal?: AbortSignal,
): Promise<CarriedFile> {
  const form = exportFormOf(format, type);
  const folder = await temporary(deps);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const target = await exportVersion(deps, { ...id, form, target: join(folder, 'model') }, signal);
    const zip = new ZipFile();
    for (const entry of await readdir(target, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      zip.addFile(path, path.slice(target.length + 1).replaceAll('\\', '/'), { compress: false });
    }
    return { fileName: `${id.versionId}-${format}.zip`, chunks: chunksOf(zip, remove) };
  } catch (thrown) {
    await remove();
    throw thrown;
  }
}

async function temporary({ dataDir }: Pick<VersionDeps, 'dataDir'>): Promise<string> {
  const parent = join(dataDir, 'carried');
  await mkdir(parent, { recursive: true, mode: 0o700 });
  for (const name of await readdir(parent)) await removeIfOlder(join(parent, name), LEFT_AFTER_MS);
  return mkdtemp(join(parent, 'files-'));
}

async function* chunksOf(zip: ZipFile, done?: () => Promise<void>): AsyncGenerator<Uint8Array> {
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  zip.end();
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
  } finally {
    output.destroy();
    await done?.();
  }
}
