import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLOCK_TYPES } from '../../../server/models/gguf/block-types.ts';
import { ENCODINGS } from '../../../server/models/gguf/encode-blocks.ts';
import { readGguf } from '../../../server/models/gguf/open-gguf.ts';
import { halvesFromPairs, pairsFromHalves } from '../../../server/models/gguf/rotary-rows.ts';
import { encodeDecoderGguf, type GgufType } from '../../../server/models/gguf/write-decoder.ts';
import { decoderConfigFromFolder, openSafetensors } from '../../../server/models/index.ts';
import { preTokenizerName } from '../../../server/models/tokenizer/pre-tokenizers.ts';
import { tokenizerFilesFromGguf } from '../../../server/models/tokenizer/tokenizer-files.ts';
import { bytesInMemory } from '../../../server/models/weights/byte-source.ts';
import {
  TINY_FIXTURES,
  TINY_MODELS,
  TINY_NAMES,
  type TinyModel,
  tinyTokenizerFiles,
} from '../../support/tiny-folder.ts';

function write(name: TinyModel, type: GgufType) {
  const folder = join(TINY_FIXTURES, name);
  const config = decoderConfigFromFolder(folder, false);
  const tokenizerFiles = tinyTokenizerFiles(TINY_MODELS[name]);
  const { weights, close } = openSafetensors(folder);
  using _weights = { [Symbol.dispose]: close };
  const model = { name, config, weights, tokenizerFiles, contextTokens: config.maxPositions };
  const { bytes, chunks } = encodeDecoderGguf(model, type);
  const file = Buffer.concat([...chunks]);
  const values = new Map(weights.names().map((tensor) => [tensor, weights.read(tensor)]));
  return { announced: bytes, file, config, values };
}

describe.each(TINY_NAMES)('%s as a GGUF file', (name) => {
  test.each([
    ['F16', 2 ** -11],
    ['Q8_0', 1 / 127],
  ] as const)('at %s reads back as the same model', (type, precision) => {
    const { announced, file, config, values } = write(name, type);
    expect(file.length).toBe(announced);
    const read = readGguf(bytesInMemory(file));
    expect({ ...read.config, endTokenIds: [] }).toEqual({ ...config, endTokenIds: [] });
    expect(read.config.endTokenIds.slice(0, config.endTokenIds.length)).toEqual(config.endTokenIds);
    expect(read.weights.names().toSorted()).toEqual([...values.keys()].toSorted());
    for (const [tensor, expected] of values) {
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const found = read.weights.read(tensor);
      const worst = expected.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - (found[at] ?? NaN))),
        0,
      );
      expect(worst, tensor).toBeLessThanOrEqual(tensor.includes('norm') ? 0 : largest * precision);
    }
  });

  test('keeps the tokenizer', () => {
    const { file, config } = write(name, 'F16');
    const { metadata } = readGguf(bytesInMemory(file));
    const theirs = tinyTokenizerFiles(TINY_MODELS[name]);
    const files = tokenizerFilesFromGguf('the file', metadata, config.maxPositions);
    const { model, added_tokens, pre_tokenizer } = theirs['tokenizer.json'] as Record<string, unknown>;
    expect(files['tokenizer.json']).toMatchObject({ added_tokens, pre_tokenizer, model: model as object });
    const { chat_template, bos_token, pad_token } = theirs['tokenizer_config.json'] as Record<
      string,
      unknown
    >;
    expect(files['tokenizer_config.json']).toMatchObject({ chat_template, bos_token, pad_token });
  });
});

test('blocks of 8 bits are as near as 8 bits can be', () => {
  const blocks = fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 64, maxLength: 64 });
  fc.assert(
    fc.property(blocks, (numbers) => {
      const values = Float32Array.from(numbers);
      const found = BLOCK_TYPES.get(8)?.dequantise(Uint8Array.from(ENCODINGS.Q8_0.encode(values)));
      for (const [at, value] of values.entries()) {
        const block = values.subarray(at - (at % 32), at - (at % 32) + 32);
        const step = block.reduce((most, each) => Math.max(most, Math.abs(each)), 0) / 127;
        // Half a step, and what the scale loses as a 16-bit float over 127 steps.
        expect(Math.abs((found?.[at] ?? NaN) - value)).toBeLessThanOrEqual(
          step * (0.5 + 127 * 2 ** -11) + 2 ** -18,
        );
      }
    }),
  );
});

test('rows of a rotated head go to pairs and come back', () => {
  const config = decoderConfigFromFolder(join(TINY_FIXTURES, 'llama-untied-llama3'), false);
  const name = 'model.layers.0.self_attn.k_proj.weight';
  const values = Float32Array.from({ length: 32 * 3 }, (_, index) => index);
  const paired = pairsFromHalves('a file', { name, shape: [32, 3], values }, config);
  expect([...paired.subarray(0, 6)]).toEqual([0, 1, 2, 24, 25, 26]);
  expect(halvesFromPairs('a file', { name, shape: [32, 3], values: paired }, config)).toEqual(values);
});

describe('the name of a pre-tokenizer', () => {
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false };
  test.each([
    ['smollm', { type: 'Sequence', pretokenizers: [{ type: 'Digits', individual_digits: true }, byteLevel] }],
    ['gpt-2', byteLevel],
  ])('%s is known as published', (name, published) => expect(preTokenizerName(published)).toBe(name));

  test('an unknown one is refused', () => {
    expect(() => preTokenizerName({ type: 'Metaspace' })).toThrow('has no name in the GGUF format');
  });
});
