import { type ExportForm, exportModel, type PullProgress } from '../../models/index.ts';
import type { VersionDeps, VersionId } from '../versions/types.ts';
import { publishedName } from './carried-version.ts';
import { exportPeftFolder } from './export-peft.ts';
import { readVersionAdapter } from './version-adapter.ts';

export type ExportVersionInput = VersionId & {
  form: ExportForm;
  /** Folder to make; it must not exist, or be empty. */
  target: string;
  onProgress?: (progress: PullProgress) => void;
};

/**
 * Writes a version's model, its adapter merged in, as files that other programs load. Resolves with the folder.
 * @throws AppError `not_found`; as `exportModel`
 */
export async function exportVersion(
  deps: VersionDeps,
  { form, target, onProgress, ...id }: ExportVersionInput,
  signal?: AbortSignal,
): Promise<string> {
  const { version, adapter } = await readVersionAdapter(deps, id);
  const { base } = version;
  const input = { id: base.id, baseSha256: base.sha256, adapter, form, target };
  return exportModel(deps.models, { ...input, ...(onProgress && { onProgress }) }, signal);
}

/**
 * Writes a version's adapter as a folder that Python PEFT and vLLM load. Resolves with the folder.
 * @throws AppError `not_found`, `conflict` where the target holds something already
 */
export async function exportVersionAdapter(
  deps: VersionDeps,
  { target, ...id }: VersionId & { target: string },
): Promise<string> {
  const { version, adapter } = await readVersionAdapter(deps, id);
  const baseName = publishedName(deps, version.base.id);
  return exportPeftFolder({ adapter, baseName, target });
}
