import type { Precision } from '../graph/index.ts';
import type { CatalogueEntry } from './catalogue/types.ts';
import type { ConvertInput } from './conversion/convert.ts';
import { convertInWorker } from './conversion/convert-in-worker.ts';
import type { ModelsDeps, PullProgress } from './deps.ts';
import type { ModelFolder } from './folder/model-folder.ts';
import { downloadPath } from './folder/paths.ts';
import { replaceFolder } from './folder/replace-folder.ts';
import { fetchOrigin } from './sources/fetch-origin.ts';
import type { Origin } from './sources/types.ts';

type OnProgress = (progress: PullProgress) => void;

/** The original files of a model, from wherever they are to be had. @throws AppError as `fetchOrigin` */
export async function fetchOriginals(
  deps: ModelsDeps,
  entry: CatalogueEntry,
  onProgress: OnProgress = () => undefined,
  signal?: AbortSignal,
): Promise<Origin> {
  const onBytes = (done: number, total: number) => onProgress({ phase: 'download', done, total });
  const downloads = downloadPath(deps.cacheDir, entry.id);
  return await fetchOrigin({ entry, settings: deps.sources ?? {}, downloads, onBytes }, signal);
}

type ServedInput = Pick<ConvertInput, 'origin' | 'adapter' | 'taught'> & {
  entry: CatalogueEntry;
  /** The id that it goes by. */
  id: string;
  precision: Precision;
  /** What lies there is replaced, all at once. */
  path: string;
  onProgress?: OnProgress | undefined;
  /** Throws where the original files, by their SHA-256, are not those that are wanted. */
  check?: (sha256: string) => void;
};

/** Makes the folder that is served, in a worker. @throws AppError `model_file_invalid`, `cancelled`; what `check` throws */
export async function makeServed(
  { entry, id, path, precision, onProgress, check, ...input }: ServedInput,
  signal?: AbortSignal,
): Promise<ModelFolder> {
  const { kind, architecture, contextTokens } = entry;
  const named = { id, kind, architecture, contextTokens };
  const manifest = await replaceFolder(path, async (target) => {
    const made = await convertInWorker(
      { ...input, entry: named, precision, layout: 'serving', target },
      (done, total) => onProgress?.({ phase: 'convert', done, total }),
      signal,
    );
    check?.(made.source.sha256);
    return made;
  });
  return { id, precision, path, manifest };
}
