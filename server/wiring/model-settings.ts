import type { Log } from '../base/index.ts';
import type { Config } from '../config/index.ts';
import type { ModelsDeps } from '../models/index.ts';

/** Prompt and answer together; memory for keys and values grows with it. */
export const MAX_CONTEXT_TOKENS = 4096;

/** Where weights come from and go to, for the verbs of the models room. */
export function modelsDepsOf(config: Config, log: Log): ModelsDeps {
  const { folder, hubUrl } = config.models;
  const sources = folder === undefined ? { hubUrl } : { hubUrl, folder };
  return { cacheDir: config.storage.cacheDir, log, sources };
}

type ServingOptions = { threads: number; queueLimit: number; maxContextTokens: number };

/** What every process that answers is started with, the base model's and those of versions. */
export function servingOptions({ models: { threads, queueLimit } }: Config): ServingOptions {
  return { threads, queueLimit, maxContextTokens: MAX_CONTEXT_TOKENS };
}
