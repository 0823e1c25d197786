import type { ModelIdentity } from '../types.ts';
import type { ModelManifest } from './manifest.ts';

/** A converted model on disk, ready to serve. */
export type ModelFolder = {
  id: string;
  precision: ModelIdentity['precision'];
  /** Absolute path of the folder. */
  path: string;
  manifest: ModelManifest;
};

export function identityOf(folder: ModelFolder): ModelIdentity {
  return { id: folder.id, sha256: folder.manifest.sha256, precision: folder.precision };
}
