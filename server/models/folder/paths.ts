import { join } from 'node:path';
import type { Precision } from '../../graph/index.ts';

/** `<cacheDir>/models/<id>/<precision>`: a converted folder. */
export function convertedPath(cacheDir: string, id: string, precision: Precision): string {
  return join(cacheDir, 'models', id, precision);
}

/** The id of the cross-encoder that was made of a model; `digest` stands for all that it was taught with, hex. */
export function crossEncoderId(base: string, digest: string): string {
  return `${base}-cross-encoder-${digest.slice(0, 16)}`;
}

/** `<cacheDir>/downloads/<id>`: what sources gave, one folder a source. */
export function downloadPath(cacheDir: string, id: string): string {
  return join(cacheDir, 'downloads', id);
}

/** Held while a model is being made. */
export function lockPath(cacheDir: string, id: string): string {
  return join(cacheDir, 'locks', `${id}.lock`);
}
