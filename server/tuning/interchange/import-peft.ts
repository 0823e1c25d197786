import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, ignoreMissing } from '../../base/index.ts';
import { ADAPTED_MODULES, adapterTensors, type DecoderConfig, type WeightSource } from '../../graph/index.ts';
import { type Adapter, encodeSafetensors, readSafetensors } from '../../models/index.ts';
import { type PeftConfig, readPeftConfig } from './peft-config.ts';

/** Configurations take a kilobyte or two. */
export const MAX_PEFT_CONFIG_BYTES = 1024 * 1024;
/** Rank 64 on every layer of a 1.7B model takes 290 MB; the whole of it is held in memory. */
export const MAX_PEFT_WEIGHTS_BYTES = 512 * 1024 * 1024;

export const PEFT_CONFIG = 'adapter_config.json';
export const PEFT_WEIGHTS = 'adapter_model.safetensors';
/** What PEFT writes before the name of a layer. */
export const PEFT_PREFIX = 'base_model.model.';

export type ImportedAdapter = {
  adapter: Adapter;
  /** The base model as the folder names it, for people. */
  baseName: string | undefined;
};

/**
 * Reads an adapter that Python PEFT saved, for a model of this configuration. Nothing in the folder is run.
 * @throws AppError `bad_request` for an option that Foyer has no place for, `model_file_invalid` where the tensors do not
 * fit the model, `too_large`
 */
export async function importPeftFolder(input: {
  folder: string;
  config: DecoderConfig;
}): Promise<ImportedAdapter> {
  const { folder, config } = input;
  const configPath = join(folder, PEFT_CONFIG);
  const weightsPath = join(folder, PEFT_WEIGHTS);
  const text = await readLimited(configPath, MAX_PEFT_CONFIG_BYTES);
  const settings = readPeftConfig(configPath, parse(configPath, text));
  if (!existsSync(weightsPath) && existsSync(join(folder, 'adapter_model.bin'))) {
    throw new AppError(
      'bad_request',
      `The adapter in ${folder} is stored as a Python pickle, which could run code here; save it again with safe_serialization=True.`,
    );
  }
  const weights = await readLimited(weightsPath, MAX_PEFT_WEIGHTS_BYTES);
  return readAdapter({ weights, weightsPath, settings, config });
}

/**
 * The same of files in memory; `place` is for complaints. That the tensors fit a model is found out when they are merged.
 * @throws AppError `bad_request`, `model_file_invalid`, `too_large`
 */
export function readPeftFiles(place: string, files: { config: Buffer; weights: Buffer }): ImportedAdapter {
  const configPath = `${place}/${PEFT_CONFIG}`;
  requireSize(configPath, files.config.byteLength, MAX_PEFT_CONFIG_BYTES);
  const settings = readPeftConfig(configPath, parse(configPath, files.config));
  return readAdapter({ weights: files.weights, weightsPath: `${place}/${PEFT_WEIGHTS}`, settings });
}

type AdapterFile = {
  weights: Buffer;
  weightsPath: string;
  settings: PeftConfig;
  /** Of the model that it must fit. */
  config?: DecoderConfig;
};

function readAdapter({ weights, weightsPath, settings, config }: AdapterFile): ImportedAdapter {
  const { rank, alpha, baseName } = settings;
  const shapes = config && adapterTensors(config, { rank, alpha, modules: ADAPTED_MODULES });
  const expected = shapes && new Map(shapes.map(({ name, shape }) => [name, shape]));
  const found = readSafetensors(weights, weightsPath);
  const { chunks } = encodeSafetensors(ourTensors(weightsPath, found, expected));
  return { adapter: { bytes: Buffer.concat([...chunks]), rank, alpha }, baseName };
}

/** The tensors under our names, each one's shape and values checked. */
function ourTensors(
  path: string,
  found: WeightSource,
  expected: ReadonlyMap<string, readonly number[]> | undefined,
): WeightSource {
  const names = new Map<string, string>();
  for (const theirs of found.names()) {
    const ours = theirs.startsWith(PEFT_PREFIX)
      ? theirs.slice(PEFT_PREFIX.length).replace(/\.weight$/, '')
      : '';
    const shape = expected?.get(ours);
    if (ours === '' || (expected && !shape)) {
      throw misfit(path, `the model has no place for its tensor ${theirs}`);
    }
    if (shape && `${shape}` !== `${found.shape(theirs)}`) {
      throw misfit(path, `${theirs} is [${found.shape(theirs)}] and this model and rank need [${shape}]`);
    }
    names.set(ours, theirs);
  }
  const alone = [...names.keys()].find((name) => !names.has(otherHalf(name)));
  if (alone) throw misfit(path, `${names.get(alone)} has no other half`);
  if (names.size === 0) throw misfit(path, 'it holds no tensors');
  return {
    names: () => [...names.keys()],
    has: (name) => names.has(name),
    shape: (name) => found.shape(names.get(name) ?? name),
    read(name) {
      const values = found.read(names.get(name) ?? name);
      if (!values.every(Number.isFinite))
        throw misfit(path, `${names.get(name)} holds a value that is no number`);
      return values;
    },
  };
}

function otherHalf(name: string): string {
  return name.endsWith('A') ? `${name.slice(0, -1)}B` : `${name.slice(0, -1)}A`;
}

async function readLimited(path: string, maxBytes: number): Promise<Buffer> {
  const info = await stat(path).catch(ignoreMissing);
  if (!info?.isFile()) {
    throw new AppError(
      'not_found',
      `There is no file ${path}; name the folder that PEFT's save_pretrained wrote.`,
    );
  }
  requireSize(path, info.size, maxBytes);
  return await readFile(path);
}

/** @throws AppError `too_large` */
function requireSize(path: string, size: number, maxBytes: number): void {
  if (size <= maxBytes) return;
  throw new AppError('too_large', `${path} has ${size} bytes, more than the ${maxBytes} allowed.`);
}

function parse(path: string, text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch (cause) {
    throw new AppError('bad_request', `The adapter ${path} cannot be imported: it is not JSON.`, { cause });
  }
}

function misfit(path: string, problem: string): AppError {
  return new AppError('model_file_invalid', `The adapter ${path} does not fit the model: ${problem}.`);
}
