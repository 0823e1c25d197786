import type { Config } from '../config/index.ts';
import { findModel, type PullPhase, pullModel } from '../models/index.ts';
import { createProgressLine } from './progress-line.ts';
import type { CliDeps } from './types.ts';

const PHASES: Record<PullPhase, string> = {
  download: 'Downloading',
  convert: 'Converting',
  verify: 'Checking',
};

/** Fetches and converts what is missing of the two models that a bot needs, with progress on stderr. */
export async function ensureModels(deps: CliDeps, config: Config): Promise<void> {
  const { generator, embedder } = config.models;
  for (const id of [embedder, generator]) await ensureModel(deps, config, id);
}

/** @returns the folder it is served from */
export async function ensureModel(deps: CliDeps, config: Config, id: string): Promise<string> {
  const models = deps.modelsDeps(config);
  const { precision } = config.models;
  const found = await findModel(models, { id, precision });
  if (found) return found.path;
  const line = createProgressLine(deps.output);
  try {
    const onProgress = ({ phase, done, total }: { phase: PullPhase; done: number; total: number }) =>
      line.show({ label: `${PHASES[phase]} ${id}`, done, total });
    return (await pullModel(models, { id, precision, onProgress }, deps.signal)).path;
  } finally {
    line.end();
  }
}
