import { type Extractor, startExtractor } from '../../server/knowledge/index.ts';
import { silentLog } from './store.ts';

let shared: Extractor | undefined;

/**
 * One process for all tests of a file, ending with the file's own: starting costs most of a second of a core, which tests did
 * some hundred times, and it keeps nothing of what it read.
 */
export function sharedExtractor(): Extractor {
  shared ??= startExtractor({ log: silentLog });
  return shared;
}
