/** What a version is made of, by its content: the same for every bot. */
export type VersionWeightsTable = {
  /** Hash of everything that the merged model follows from. */
  id: string;
  /** Catalogue id of the base model. */
  base_id: string;
  /** SHA-256 over the original weights of the base model, hex. */
  base_sha256: string;
  rank: number;
  alpha: number;
  /** Safetensors, tensors named as `adapterTensors` names them. */
  adapter: Uint8Array;
  adapter_bytes: number;
  /** SHA-256 over the merged files, hex, as the converter of that number makes them. */
  merged_sha256: string;
  converter: number;
  created_at: number;
};

export type VersionState = 'candidate' | 'published-before' | 'retired';

/** A version in one bot's list, and how the bot came by it. */
export type ModelVersionTable = {
  bot_id: string;
  id: string;
  state: VersionState;
  /** JSON of `Recipe`; null for what was not trained here. */
  recipe: string | null;
  data_set_id: string | null;
  run_id: string | null;
  /** The step after which the adapter was taken, and the loss there; null where unknown. */
  step: number | null;
  held_out_loss: number | null;
  /** JSON of `LessonDecision`; null where it decides as the bot does. */
  decision: string | null;
  author: string;
  retired_reason: string | null;
  created_at: number;
  updated_at: number;
};

/** What served a bot from one moment on. The one with the highest number serves now. */
export type ReleaseTable = {
  id: string;
  bot_id: string;
  /** From 1 inside the bot. */
  number: number;
  /** Null: the base model. */
  version_id: string | null;
  /** The earlier release that this one brings back. */
  restores: string | null;
  index_version: number;
  /** JSON: `{ name, sha256 }[]`. */
  documents: string;
  approved_answers_hash: string | null;
  /** Of what customers call things; null for releases of before it was noted, as the next. */
  words_hash: string | null;
  /** Of who may be told what a document says. */
  audiences_hash: string | null;
  /** JSON of `BotSettings`. */
  settings: string;
  settings_version: number;
  comparison_id: string | null;
  /** JSON of `GateVerdict`: what the gate had said; null where nothing was compared. */
  gate: string | null;
  /** JSON of `NotBroughtBack`; null unless it brings an earlier release back. */
  not_brought_back: string | null;
  /** Why it was published without the gate's approval. */
  override_reason: string | null;
  note: string;
  actor: string;
  created_at: number;
};
