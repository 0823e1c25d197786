import { AppError } from '../../base/index.ts';
import type { Adapter, ModelFolder } from '../../models/index.ts';
import type { LessonDecision } from '../decision/lesson-decision.ts';
import type { Recipe } from '../training/types.ts';
import { insertVersion } from './insert-version.ts';
import { mergeFiles } from './merge-version.ts';
import type { Version, VersionDeps } from './types.ts';
import { versionIdOf } from './version-id.ts';
import { findVersionRow, readVersion } from './version-row.ts';

export type CreateVersionInput = {
  actor: string;
  botId: string;
  /** Any folder of the model that the adapter was trained on. */
  base: Pick<ModelFolder, 'id' | 'manifest'>;
  adapter: Adapter;
  /** The five below are left out for an adapter that was not trained here. */
  recipe?: Recipe;
  dataSetId?: string;
  runId?: string;
  step?: number;
  heldOutLoss?: number | null;
  decision?: LessonDecision | undefined;
  /** Who taught it; the actor when absent. */
  author?: string;
  onProgress?: (progress: { done: number; total: number }) => void;
};

/**
 * Merges an adapter into its base model and keeps it as a version of the bot that can be tried and published. The same
 * content gives the version that is there already.
 * @throws AppError as `mergeModel`; `conflict` where this very version was retired
 */
export async function createVersion(
  deps: VersionDeps,
  input: CreateVersionInput,
  signal?: AbortSignal,
): Promise<Version> {
  const { botId, actor, adapter } = input;
  const base = { id: input.base.id, sha256: input.base.manifest.source.sha256 };
  const id = versionIdOf(base, adapter);
  const versionId = { botId, versionId: id };
  const merged = await mergeFiles(
    deps,
    { id, base, adapter, ...(input.onProgress && { onProgress: input.onProgress }) },
    signal,
  );
  return deps.store.transact(async (tx) => {
    const known = await findVersionRow(tx, versionId);
    if (known?.state === 'retired') {
      throw new AppError(
        'conflict',
        `This version was retired (${known.retiredReason}), and what was taught now makes the same one again. ` +
          'Change the lessons, then teach again.',
      );
    }
    if (known) return known;
    await insertVersion(tx, {
      at: deps.clock.now(),
      actor,
      botId,
      id,
      base,
      adapter,
      merged: { sha256: merged.manifest.sha256, converter: merged.manifest.converterVersion },
      recipe: input.recipe ?? null,
      dataSetId: input.dataSetId ?? null,
      runId: input.runId ?? null,
      step: input.step ?? null,
      heldOutLoss: finiteOrNull(input.heldOutLoss),
      decision: input.decision ?? null,
      author: input.author ?? actor,
    });
    return readVersion(tx, versionId);
  });
}

/** A run without held-out rows has no loss on them. */
function finiteOrNull(loss: number | null | undefined): number | null {
  return typeof loss === 'number' && Number.isFinite(loss) ? loss : null;
}
