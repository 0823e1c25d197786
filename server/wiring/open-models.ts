import type { Log } from '../base/index.ts';
import type { HttpDeps } from '../http/index.ts';
import { findModel, GeneratorPool, type ModelFolder, openEmbedder, openGenerator } from '../models/index.ts';
import { type CrossEncoder, openCrossEncoder, readRankings, readReadings } from '../tuning/index.ts';
import { LazyEmbedder, PooledGenerator } from './lazy-models.ts';
import { MAX_CONTEXT_TOKENS, modelsDepsOf, servingOptions } from './model-settings.ts';
import type { Setup } from './setup.ts';

/** One more process of a model beside its 8-bit files: 310 MB for 145 MB. */
const MEMORY_PER_FILE_BYTE = 2.2;
/** Where nothing is known of the model yet. */
const DEFAULT_MODEL_BYTES = 145e6;

type Models = Pick<HttpDeps, 'embedder' | 'generator' | 'crossEncoder'> & { pool: GeneratorPool };

/** The models that every bot shares, and the pool of the processes that answer. Each process starts with its first use. */
export async function openModels(
  { config, overrides, opening }: Setup,
  { log }: Pick<HttpDeps, 'log'>,
): Promise<Models> {
  const { precision, threads, ...ids } = config.models;
  const deps = modelsDepsOf(config, log);
  const sourceOf = async (id: string) => ({ id, folder: await findModel(deps, { id, precision }) });
  const crossEncoder = crossEncoderOf({ config, overrides }, log);
  const embedder =
    overrides.embedder ??
    opening.use(
      new LazyEmbedder({
        ...(await sourceOf(ids.embedder)),
        open: (model) =>
          openEmbedder({
            log,
            model,
            threads,
            ...(crossEncoder && {
              crossEncoder: () => crossEncoder.find(),
              biEncoder: () => crossEncoder.findBiEncoder(),
            }),
          }),
      }),
    );
  const base = await sourceOf(ids.generator);
  const pool = opening.use(
    new GeneratorPool({
      maxOpen: config.models.processes,
      bytesEach: fileBytes(base.folder) * MEMORY_PER_FILE_BYTE,
      availableMemoryBytes: () => process.availableMemory(),
    }),
  );
  const open = (model: ModelFolder) => openGenerator({ log, ...servingOptions(config), model });
  const generator = overrides.generator ?? new PooledGenerator(pool, { ...base, open }, MAX_CONTEXT_TOKENS);
  return { embedder, generator, crossEncoder, pool };
}

function crossEncoderOf(
  { config, overrides }: Pick<Setup, 'config' | 'overrides'>,
  log: Log,
): CrossEncoder | undefined {
  if (overrides.crossEncoder) return overrides.crossEncoder;
  const { crossEncoder: isWanted, embedder: id, precision, threads } = config.models;
  if (!isWanted || overrides.embedder !== undefined) return undefined;
  return openCrossEncoder({
    models: modelsDepsOf(config, log),
    embedder: id,
    precision,
    threads,
    readReadings,
    readRankings,
  });
}

function fileBytes(folder: ModelFolder | undefined): number {
  return folder?.manifest.files.reduce((sum, { bytes }) => sum + bytes, 0) ?? DEFAULT_MODEL_BYTES;
}
