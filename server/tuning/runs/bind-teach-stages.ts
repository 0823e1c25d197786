import { AppError } from '../../base/index.ts';
import { findModel, type ModelFolder, pullModel } from '../../models/index.ts';
import { createVersion } from '../versions/create-version.ts';
import type { VersionDeps } from '../versions/types.ts';
import type { TeachStages } from './teach-deps.ts';

export type BindDeps = VersionDeps & {
  /** Catalogue id of the model that serves bots without a version of their own, and its precision. */
  baseModel: string;
  precision: ModelFolder['precision'];
};

/** The parts of teaching as this installation has them. */
export function bindTeachStages(deps: BindDeps): TeachStages {
  const { models } = deps;
  const base = { id: deps.baseModel, precision: deps.precision };
  return {
    findLessonProblems: notYet,
    findBase: () => findModel(models, base),
    openBase: (signal) => pullModel(models, base, signal),
    assemble: notYet,
    readRows: notYet,
    openTrainer: notYet,
    async createVersion({ adapter, recipe, ...input }, signal) {
      const { rank, alpha } = recipe;
      const made = { ...input, recipe, adapter: { bytes: adapter, rank, alpha } };
      return { versionId: (await createVersion(deps, made, signal)).id };
    },
    compare: notYet,
  };
}

async function notYet(): Promise<never> {
  throw new AppError('model_unavailable', 'This build of Foyer cannot teach yet.');
}
