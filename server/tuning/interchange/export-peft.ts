import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError, ignoreMissing, writeFileAtomic } from '../../base/index.ts';
import type { WeightSource } from '../../graph/index.ts';
import { type Adapter, encodeSafetensors, readSafetensors } from '../../models/index.ts';
import { PEFT_CONFIG, PEFT_PREFIX, PEFT_WEIGHTS } from './import-peft.ts';
import { peftConfig } from './peft-config.ts';

export type PeftFiles = { [PEFT_CONFIG]: string; [PEFT_WEIGHTS]: Uint8Array };

/** An adapter as the files that Python PEFT and vLLM load. @throws AppError `model_file_invalid` */
export function peftFiles({ adapter, baseName }: { adapter: Adapter; baseName: string }): PeftFiles {
  const ours = readSafetensors(adapter.bytes, 'the adapter');
  const modules = new Set(ours.names().map((name) => name.split('.').at(-2) ?? name));
  const config = peftConfig({ ...adapter, modules: [...modules].toSorted(), baseName });
  return {
    [PEFT_CONFIG]: `${JSON.stringify(config, undefined, 2)}\n`,
    [PEFT_WEIGHTS]: Buffer.concat([...encodeSafetensors(renamed(ours)).chunks]),
  };
}

/**
 * Writes `peftFiles` into a new folder, which appears whole or not at all. Resolves with its absolute path.
 * @throws AppError `conflict` where the target holds something already, `model_file_invalid`
 */
export async function exportPeftFolder(input: {
  adapter: Adapter;
  baseName: string;
  target: string;
}): Promise<string> {
  const target = resolve(input.target);
  const taken = (await readdir(target).catch(ignoreMissing)) ?? [];
  if (taken.length > 0) {
    throw new AppError('conflict', `The folder ${target} is not empty; name one that does not exist yet.`);
  }
  const files = peftFiles(input);
  await mkdir(dirname(target), { recursive: true });
  const made = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
  try {
    for (const [name, content] of Object.entries(files)) await writeFileAtomic(join(made, name), content);
    await rename(made, target);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  return target;
}

function renamed(ours: WeightSource): Pick<WeightSource, 'names' | 'shape' | 'read'> {
  const original = (name: string): string => name.slice(PEFT_PREFIX.length).replace(/\.weight$/, '');
  return {
    names: () => ours.names().map((name) => `${PEFT_PREFIX}${name}.weight`),
    shape: (name) => ours.shape(original(name)),
    read: (name) => ours.read(original(name)),
  };
}
