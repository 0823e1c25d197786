import { AppError } from '../../base/index.ts';
import { findModel, type ModelsDeps, pullModel } from '../../models/index.ts';
import type { TeachStages } from './teach-deps.ts';

export type BindDeps = { models: ModelsDeps; baseModel: string };

/** The parts of teaching as this installation has them. */
export function bindTeachStages({ models, baseModel }: BindDeps): TeachStages {
  const base = { id: baseModel, precision: 'fp32' } as const;
  return {
    findLessonProblems: notYet,
    findBase: () => findModel(models, base),
    openBase: (signal) => pullModel(models, base, signal),
    assemble: notYet,
    readRows: notYet,
    openTrainer: notYet,
    createVersion: notYet,
    compare: notYet,
  };
}

async function notYet(): Promise<never> {
  throw new AppError('model_unavailable', 'This build of Foyer cannot teach yet.');
}
