import type { CatalogueEntry, ModelSource, ModelSourceKind } from '../catalogue/types.ts';
import type { ModelSourceSettings } from '../deps.ts';

/** What a source gave: a folder with either one GGUF file, or a Hugging Face configuration with safetensors. */
export type Origin = {
  kind: ModelSourceKind;
  /** For people: where it came from. */
  description: string;
  path: string;
};

export type FetchInput = {
  entry: CatalogueEntry;
  settings: ModelSourceSettings;
  /** Where a source may keep what it downloads; one folder for each source. */
  downloads: string;
  /** Bytes so far and in all; 0 while the whole is unknown. */
  onBytes: (done: number, total: number) => void;
};

/**
 * Makes the files of one source ready. Says why in an AppError `model_source_failed` where it cannot; its message
 * completes "<source>: …".
 */
export type FetchFrom<Kind extends ModelSourceKind> = (
  source: Extract<ModelSource, { kind: Kind }>,
  input: FetchInput,
  signal: AbortSignal | undefined,
) => Promise<Origin>;
