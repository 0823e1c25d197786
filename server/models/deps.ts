import type { Log } from '../base/index.ts';
import type { CatalogueEntry } from './catalogue/types.ts';

export const DEFAULT_HUB_URL = 'https://huggingface.co';

export const DEFAULT_TIMEOUT_MS = 20_000;
export const DEFAULT_RETRY_PAUSE_MS = 500;

/** Where weights may come from, and how long to wait for them. */
export type ModelSourceSettings = {
  /** Folder with one sub-folder a model id, filled by the operator; looked at first. */
  folder?: string | undefined;
  /** Base address of a hub; `null` forbids the hub, left out means the public one. */
  hubUrl?: string | null;
  /** Python interpreter with pip for the package source; `null` forbids it, left out means `python3`. */
  python?: string | null;
  /** Longest silence of a source before it is given up, default 20,000. */
  timeoutMs?: number;
  /** Pause before a failed request is tried again, doubled each time, default 500. */
  retryPauseMs?: number;
};

export type ModelsDeps = {
  /** Holds `downloads/` and `models/`; everything in it can be made again. */
  cacheDir: string;
  log: Log;
  sources?: ModelSourceSettings;
  /** For tests, and for operators with their own list; left out means the built-in catalogue. */
  catalogue?: readonly CatalogueEntry[];
};

export type PullPhase = 'download' | 'convert' | 'verify';

/** `done` and `total` are bytes; `total` is 0 while unknown, and may be corrected on the way. */
export type PullProgress = { phase: PullPhase; done: number; total: number };
