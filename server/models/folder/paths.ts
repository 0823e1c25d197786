import { join } from 'node:path';
import type { Precision } from '../../graph/index.ts';
import type { TaughtEncoder, TaughtKind } from '../types.ts';

/** `<cacheDir>/models/<id>/<precision>`: a converted folder. */
export function convertedPath(cacheDir: string, id: string, precision: Precision): string {
  return join(cacheDir, 'models', id, precision);
}

/** The id of what was made of an embedder; `digest` stands for all that it was taught with, hex. */
export function taughtEncoderId({ kind, base, digest }: TaughtEncoder): string {
  return `${taughtEncoderPrefix(kind, base.id)}${digest.slice(0, 16)}`;
}

/** With what the ids begin of all of a kind that were made of an embedder. */
export function taughtEncoderPrefix(kind: TaughtKind, base: string): string {
  return `${base}-${kind}-`;
}

/** `<cacheDir>/downloads/<id>`: what sources gave, one folder a source. */
export function downloadPath(cacheDir: string, id: string): string {
  return join(cacheDir, 'downloads', id);
}

/** Held while a model is being made. */
export function lockPath(cacheDir: string, id: string): string {
  return join(cacheDir, 'locks', `${id}.lock`);
}
