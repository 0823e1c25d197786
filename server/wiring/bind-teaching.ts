import type { HttpDeps } from '../http/index.ts';
import { listJudgedReplies } from '../insight/index.ts';
import {
  bindTeachStages,
  type ExerciseDeps,
  type RetestDeps,
  readExercises,
  thisMachine,
} from '../tuning/index.ts';
import type { Setup } from './setup.ts';

type TeachServices = Pick<
  HttpDeps,
  'store' | 'clock' | 'log' | 'versions' | 'comparing' | 'crossEncoder' | 'served' | 'turns'
>;
type Teaching = Pick<HttpDeps, 'teaching'> & Pick<ExerciseDeps, 'readExercises'> & { retesting: RetestDeps };

/** Teaching adapts the model that serves, on as many threads, in the same data folder; tests are asked again of what serves. */
export function bindTeaching(
  { config, overrides }: Pick<Setup, 'config' | 'overrides'>,
  { store, clock, log, versions, comparing, crossEncoder, served, turns }: TeachServices,
): Teaching {
  const { generator: baseModel, precision, threads } = config.models;
  const practising = { readExercises: overrides.readExercises ?? readExercises };
  const stages =
    overrides.teachStages ??
    bindTeachStages({
      ...versions,
      ...practising,
      comparing,
      baseModel,
      precision,
      listJudgedReplies: (botId) => listJudgedReplies({ store }, { botId }),
    });
  const machine = overrides.machine ?? thisMachine;
  const { dataDir } = config.storage;
  return {
    teaching: { store, clock, log, dataDir, baseModel, threads, machine, crossEncoder, stages },
    retesting: { ...comparing, crossEncoder, visitors: turns, leaseServed: (botId) => served.lease(botId) },
    ...practising,
  };
}
