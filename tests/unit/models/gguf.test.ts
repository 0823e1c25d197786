import { describe, expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { readGguf } from '../../../server/models/gguf/open-gguf.ts';
import { bytesInMemory } from '../../../server/models/weights/byte-source.ts';
import { type GgufParts, ggufBytes, text, u32, u64 } from '../../support/gguf-bytes.ts';
import { seededRandom } from '../../support/random.ts';
import { float32Tensor, tinyGguf, tinyGgufParts } from '../../support/tiny-gguf.ts';

type Read = ReturnType<typeof readGguf>;

function read(bytes: Uint8Array): Read {
  return readGguf(bytesInMemory(bytes, 'test.gguf'));
}

function readAltered(alter: (parts: GgufParts) => Partial<GgufParts>): Read {
  const parts = tinyGgufParts();
  return read(ggufBytes({ ...parts, ...alter(parts) }));
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'model_file_invalid') return thrown.message;
    throw thrown;
  }
  return 'nothing was refused';
}

describe('a GGUF file', () => {
  test('gives the configuration of its decoder', () => {
    expect(read(tinyGguf('qwen2')).config).toEqual({
      architecture: 'qwen2',
      vocabularySize: 4,
      hiddenSize: 8,
      intermediateSize: 16,
      layers: 1,
      heads: 2,
      keyValueHeads: 1,
      headSize: 4,
      normEpsilon: 1e-5,
      ropeTheta: 10_000,
      ropeScaling: { kind: 'none' },
      maxPositions: 64,
      tiedEmbeddings: true,
      endTokenIds: [2, 0],
    });
  });

  test('names its tensors as Hugging Face does, outermost dimension first', () => {
    const { weights } = read(tinyGguf());
    expect(weights.names()).toEqual([
      'model.embed_tokens.weight',
      'model.norm.weight',
      'model.layers.0.self_attn.q_proj.weight',
      'model.layers.0.self_attn.k_proj.weight',
    ]);
    expect(weights.shape('model.embed_tokens.weight')).toEqual([4, 8]);
    expect(weights.read('model.norm.weight')).toEqual(Float32Array.from([0, 1, 2, 3, 4, 5, 6, 7]));
  });

  test('has the query and key rows of a llama put back in two halves a head, and of qwen left alone', () => {
    const rowsOf = (architecture: string): number[] => {
      const values = read(tinyGguf(architecture)).weights.read('model.layers.0.self_attn.q_proj.weight');
      return Array.from({ length: 8 }, (_, row) => (values[row * 8] ?? 0) / 8);
    };
    expect(rowsOf('llama')).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
    expect(rowsOf('qwen3')).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('is refused in one sentence that names the file and the fault', () => {
    expect(refusal(() => read(Buffer.from('not a model, but long enough')))).toBe(
      'The model file test.gguf cannot be used: it is not a GGUF file.',
    );
  });
});

describe('a hostile GGUF file is refused', () => {
  const head = (tensors: number, entries: number, version = 3): Buffer =>
    Buffer.concat([Buffer.from('GGUF'), u32(version), u64(tensors), u64(entries)]);
  const huge = Buffer.alloc(8, 0xff);

  const bombs: [string, Buffer, RegExp][] = [
    ['unknown version', head(0, 0, 9), /version 9/],
    ['tensor count', head(1e9, 0), /1000000000 tensors/],
    ['entry count', head(0, 1e9), /1000000000 metadata entries/],
    ['64-bit entry count', Buffer.concat([Buffer.from('GGUF'), u32(3), u64(0), huge]), /cannot be/],
    ['key length', Buffer.concat([head(0, 1), u64(1e12)]), /key is 1000000000000 bytes long/],
    ['unknown value type', Buffer.concat([head(0, 1), text('a'), u32(99)]), /unknown type 99/],
    ['array length', Buffer.concat([head(0, 1), text('a'), u32(9), u32(4), u64(1e12)]), /elements in "a"/],
    ['nested array', Buffer.concat([head(0, 1), text('a'), u32(9), u32(9), u64(1)]), /unknown type 9/],
    ['string in array', Buffer.concat([head(0, 1), text('a'), u32(9), u32(8), u64(1), huge]), /cannot be/],
    ['dimensions', Buffer.concat([head(1, 0), text('t'), u32(1e6)]), /dimensions in "t"/],
    ['elements', Buffer.concat([head(1, 0), text('t'), u32(2), u64(2 ** 40), u64(2 ** 40)]), /values in "t"/],
    ['empty tensor', Buffer.concat([head(1, 0), text('t'), u32(1), u64(0)]), /"t" is empty/],
    ['tensor type', Buffer.concat([head(1, 0), text('t'), u32(1), u64(32), u32(10), u64(0)]), /type 10/],
    ['ragged blocks', Buffer.concat([head(1, 0), text('t'), u32(1), u64(33), u32(8), u64(0)]), /Q8_0 blocks/],
  ];
  test.each(bombs)('%s', (_, bytes, message) => {
    expect(refusal(() => read(Buffer.concat([bytes, Buffer.alloc(64)])))).toMatch(message);
  });

  test.each([0, 3, 2 ** 20])('alignment %d', (alignment) => {
    const altered = (): unknown =>
      readAltered(({ metadata }) => ({
        metadata: { ...metadata, 'general.alignment': { type: 'u32', value: alignment } },
      }));
    expect(refusal(altered)).toMatch(/alignment/);
  });

  test.each([
    ['overlapping tensors', 0, /overlaps/],
    ['an unaligned tensor', 1000, /multiple of 32/],
    ['a tensor outside the file', 2 ** 30, /cut short/],
  ])('%s', (_, offset, message) => {
    const tensor = { ...float32Tensor('blk.0.attn_v.weight', [4, 8]), offset };
    expect(refusal(() => readAltered(({ tensors }) => ({ tensors: [...tensors, tensor] })))).toMatch(message);
  });

  test('the same tensor twice, or one that has no place', () => {
    const doubled = float32Tensor('output_norm.weight', [8]);
    expect(refusal(() => readAltered(({ tensors }) => ({ tensors: [...tensors, doubled] })))).toMatch(
      /twice/,
    );
    const strange = float32Tensor('blk.0.attn_rot_embd.weight', [8]);
    expect(refusal(() => readAltered(({ tensors }) => ({ tensors: [...tensors, strange] })))).toMatch(
      /no place/,
    );
  });

  test.each([
    ['llama.attention.head_count', 0],
    ['llama.attention.head_count', 3],
    ['llama.block_count', 1e9],
    ['tokenizer.ggml.eos_token_id', 4],
  ])('%s of %d', (key, value) => {
    const altered = (): unknown =>
      readAltered(({ metadata }) => ({ metadata: { ...metadata, [key]: { type: 'u32', value } } }));
    expect(refusal(altered)).toMatch(/cannot be used/);
  });
});

describe('a damaged GGUF file is read or refused, never anything else', () => {
  const whole = tinyGguf();

  function readEverything(bytes: Uint8Array): void {
    const { weights } = read(bytes);
    for (const name of weights.names()) weights.read(name);
  }

  test('cut short anywhere', () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(refusal(() => readEverything(whole.subarray(0, length)))).toMatch(/cannot be used/);
    }
  });

  test('with random bytes changed', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 3000; round += 1) {
      const bytes = Buffer.from(whole);
      const changes = 1 + Math.floor(random() * 4);
      for (let change = 0; change < changes; change += 1) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      refusal(() => readEverything(bytes));
    }
  });
});
