import { expect, test } from 'vitest';
import { adapterFilesOf } from '../../../server/tuning/interchange/adapter-files.ts';

const files = (...names: string[]) => names.map((name) => ({ name, bytes: new TextEncoder().encode(name) }));
const read = (names: string[]) =>
  Object.values(adapterFilesOf(files(...names))).map((bytes) => new TextDecoder().decode(bytes));
const pair = (folder: string) => [`${folder}adapter_config.json`, `${folder}adapter_model.safetensors`];

test('both files come from one folder, and the result goes before the checkpoints of its training', () => {
  expect(read([...pair(''), ...pair('checkpoint-8/'), 'README.md'])).toEqual(pair(''));
  expect(read([...pair('out/checkpoint-8/'), ...pair('out/')])).toEqual(pair('out/'));
  expect(read([...pair('out/'), 'adapter_config.json'])).toEqual(pair('out/'));
});

test('what could be meant in several ways, or is not whole, is refused', () => {
  expect(() => read([...pair('checkpoint-8/'), ...pair('checkpoint-16/')])).toThrow(
    /several adapters \(in checkpoint-8, checkpoint-16\)/,
  );
  expect(() => read(['a/adapter_config.json', 'b/adapter_model.safetensors'])).toThrow(/Send a zip/);
  expect(() => read(['a/adapter_config.json', 'a/adapter_model.bin'])).toThrow(/pickle/);
});
