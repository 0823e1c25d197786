import { decoderConfigFromFolder, type ModelFolder } from '../../models/index.ts';
import { createVersion } from '../versions/create-version.ts';
import type { Version, VersionDeps } from '../versions/types.ts';
import { importPeftFolder } from './import-peft.ts';

export type ImportAdapterInput = {
  actor: string;
  botId: string;
  /** What PEFT's `save_pretrained` wrote. */
  folder: string;
  /** Any folder of the model that it was trained on. */
  base: ModelFolder;
  onProgress?: (progress: { done: number; total: number }) => void;
};

export type ImportedVersion = {
  version: Version;
  /** The base model that the folder names, for people to compare. */
  baseName: string | undefined;
};

/**
 * Makes a version of a bot from an adapter that was trained elsewhere with PEFT. It can be tried, compared and published
 * like one that was taught here.
 * @throws AppError as `importPeftFolder` and `createVersion`
 */
export async function importAdapter(
  deps: VersionDeps,
  { actor, botId, folder, base, onProgress }: ImportAdapterInput,
  signal?: AbortSignal,
): Promise<ImportedVersion> {
  const config = decoderConfigFromFolder(base.path, true);
  const { adapter, baseName } = await importPeftFolder({ folder, config });
  const input = { actor, botId, base, adapter, ...(onProgress && { onProgress }) };
  return { version: await createVersion(deps, input, signal), baseName };
}
