import { z } from 'zod';
import type { Precision } from '../../graph/index.ts';

/** Raised whenever conversion writes something else than before: folders of an older version are made again. */
export const CONVERTER_VERSION = 1;

export const MANIFEST_NAME = 'foyer.json';

export const PRECISIONS = ['q8', 'q4', 'fp32'] as const satisfies readonly Precision[];

/** What a converted folder says about itself. Written last, so a folder with a manifest is a whole one. */
export const manifestSchema = z.object({
  id: z.string(),
  kind: z.enum(['generator', 'embedder', 'cross-encoder']),
  architecture: z.enum(['llama', 'qwen2', 'qwen3', 'bert']),
  precision: z.enum(PRECISIONS),
  /** Longest input the model takes, in tokens. */
  contextTokens: z.number().int().positive(),
  /** Generation ends at any of these; empty for an embedder. */
  eosTokenIds: z.array(z.number().int().nonnegative()),
  /** Path of the graph inside the folder. */
  graph: z.string(),
  shape: z.object({
    layers: z.number().int().positive(),
    hiddenSize: z.number().int().positive(),
    heads: z.number().int().positive(),
    keyValueHeads: z.number().int().positive(),
    headSize: z.number().int().positive(),
    vocabularySize: z.number().int().positive(),
  }),
  /** Everything in the folder but this file. */
  files: z.array(z.object({ path: z.string(), bytes: z.number().int().nonnegative(), sha256: z.string() })),
  /** SHA-256 over the lines `<sha256>  <path>` of `files`, by path. */
  sha256: z.string(),
  source: z.object({
    kind: z.enum(['folder', 'hub', 'package']),
    description: z.string(),
    sha256: z.string(),
  }),
  converterVersion: z.number().int(),
});

export type ModelManifest = z.infer<typeof manifestSchema>;
