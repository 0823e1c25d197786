import { posix } from 'node:path';
import { AppError } from '../../base/index.ts';
import type { NamedBytes } from '../lessons/lesson-files.ts';
import { PEFT_CONFIG, PEFT_WEIGHTS } from './import-peft.ts';

/**
 * The two files of an adapter among all that were sent: from one folder, the outermost that holds both, since training leaves its
 * checkpoints beside the result. Names are paths with forward slashes.
 * @throws AppError `bad_request` where they are not there, or several folders could be meant
 */
export function adapterFilesOf(given: readonly NamedBytes[]): Record<string, Uint8Array> {
  const found = [...Map.groupBy(given, ({ name }) => posix.dirname(name))].flatMap(([folder, files]) => {
    const named = new Map(files.map(({ name, bytes }) => [posix.basename(name), bytes]));
    const [config, weights] = [named.get(PEFT_CONFIG), named.get(PEFT_WEIGHTS)];
    return config && weights ? [{ folder, depth: depthOf(folder), config, weights }] : [];
  });
  const [first, second] = found.toSorted((one, other) => one.depth - other.depth);
  if (first === undefined) throw whyNone(given);
  if (second?.depth === first.depth) {
    throw new AppError(
      'bad_request',
      `The zip holds several adapters (in ${first.folder}, ${second.folder}). Send the folder of one of them.`,
    );
  }
  return { [PEFT_CONFIG]: first.config, [PEFT_WEIGHTS]: first.weights };
}

function depthOf(folder: string): number {
  return folder === '.' ? 0 : folder.split('/').length;
}

function whyNone(given: readonly NamedBytes[]): AppError {
  const isPickle = given.some(({ name }) => posix.basename(name) === 'adapter_model.bin');
  return new AppError(
    'bad_request',
    isPickle
      ? 'The adapter is stored as a Python pickle, which could run code here; save it again with safe_serialization=True.'
      : `Send a zip of the folder that PEFT's save_pretrained wrote, or its files ${PEFT_CONFIG} and ${PEFT_WEIGHTS} together.`,
  );
}
