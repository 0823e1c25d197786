import { readFileSync, statSync } from 'node:fs';
import { invalidFile } from '../weights/byte-source.ts';

/** Configurations are a few kilobytes; the largest tokenizers some tens of megabytes. */
const MAX_JSON_BYTES = 64 * 1024 * 1024;

/** @throws AppError `model_file_invalid` where the file is missing, too long, or not JSON */
export function readJson(path: string): unknown {
  try {
    const { size } = statSync(path);
    if (size > MAX_JSON_BYTES) throw new RangeError(`${size} bytes`);
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw invalidFile(path, 'it is not a readable JSON file', cause);
  }
}
