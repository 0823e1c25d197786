import { CATALOGUE } from './catalogue/catalogue.ts';
import type { CatalogueEntry } from './catalogue/types.ts';
import type { ModelsDeps } from './deps.ts';
import { findModel } from './find-model.ts';
import { PRECISIONS } from './folder/manifest.ts';
import type { ModelFolder } from './folder/model-folder.ts';

export type ListedModel = CatalogueEntry & {
  /** The precisions on this machine, ready to serve. */
  installed: readonly ModelFolder[];
};

/** The catalogue, and what of it is here. @throws AppError `model_file_invalid` */
export async function listModels(deps: Pick<ModelsDeps, 'cacheDir' | 'catalogue'>): Promise<ListedModel[]> {
  return await Promise.all(
    (deps.catalogue ?? CATALOGUE).map(async (entry) => {
      const found = await Promise.all(
        PRECISIONS.map((precision) => findModel(deps, { id: entry.id, precision })),
      );
      return { ...entry, installed: found.filter((folder) => folder !== undefined) };
    }),
  );
}
