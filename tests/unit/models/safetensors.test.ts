import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../server/base/index.ts';
import { openSafetensors } from '../../../server/models/safetensors/open-safetensors.ts';
import { readSafetensorsHeader } from '../../../server/models/safetensors/read-header.ts';
import { bytesInMemory } from '../../../server/models/weights/byte-source.ts';
import { u64 } from '../../support/gguf-bytes.ts';
import { seededRandom } from '../../support/random.ts';

function file(header: unknown, body: Uint8Array): Buffer {
  const bytes = Buffer.from(JSON.stringify(header));
  return Buffer.concat([u64(bytes.length), bytes, body]);
}

const F32 = file(
  { __metadata__: { format: 'pt' }, weight: { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] } },
  new Uint8Array(Float32Array.from([1, -2, 3.5, 0.25]).buffer),
);
/** 1, -2, 0.5, the smallest subnormal. */
const F16 = file(
  { half: { dtype: 'F16', shape: [4], data_offsets: [0, 8] } },
  new Uint8Array(Uint16Array.from([0x3c00, 0xc000, 0x3800, 0x0001]).buffer),
);
const BF16 = file(
  {
    brain: { dtype: 'BF16', shape: [2], data_offsets: [0, 4] },
    position_ids: { dtype: 'I64', shape: [1], data_offsets: [4, 12] },
  },
  Uint8Array.from([0x80, 0x3f, 0x20, 0xc1, 0, 0, 0, 0, 0, 0, 0, 0]),
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-safetensors-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'model_file_invalid') return thrown.message;
    throw thrown;
  }
  return 'nothing was refused';
}

function readAll(): Record<string, number[]> {
  const { weights, close } = openSafetensors(folder);
  try {
    return Object.fromEntries(weights.names().map((name) => [name, [...weights.read(name)]]));
  } finally {
    close();
  }
}

describe('safetensors weights', () => {
  test.each([
    ['float32', F32, { weight: [1, -2, 3.5, 0.25] }],
    ['float16', F16, { half: [1, -2, 0.5, 2 ** -24] }],
    ['bfloat16, integer tensors left out', BF16, { brain: [1, -10] }],
  ])('%s', (_, bytes, values) => {
    writeFileSync(join(folder, 'model.safetensors'), bytes);
    expect(readAll()).toEqual(values);
  });

  test('spread over shards by an index', () => {
    writeFileSync(join(folder, 'model-1.safetensors'), F32);
    writeFileSync(join(folder, 'model-2.safetensors'), F16);
    writeIndex({ weight: 'model-1.safetensors', half: 'model-2.safetensors' });
    expect(readAll()).toEqual({ weight: [1, -2, 3.5, 0.25], half: [1, -2, 0.5, 2 ** -24] });
  });

  test('an index may not point outside its folder, nor to what is not there', () => {
    writeFileSync(join(folder, 'model-1.safetensors'), F32);
    writeIndex({ weight: '../model-1.safetensors' });
    expect(refusal(readAll)).toMatch(/same folder/);
    writeIndex({ other: 'model-1.safetensors' });
    expect(refusal(readAll)).toMatch(/"other"/);
  });

  function writeIndex(weightMap: Record<string, string>): void {
    writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map: weightMap }));
  }
});

describe('a hostile safetensors file is refused', () => {
  const read = (bytes: Uint8Array): string => refusal(() => readSafetensorsHeader(bytesInMemory(bytes)));
  const entry = (dtype: string, shape: unknown, offsets: unknown): Buffer =>
    file({ t: { dtype, shape, data_offsets: offsets } }, new Uint8Array(16));

  test.each([
    ['a header bomb', Buffer.concat([u64(2 ** 40), Buffer.alloc(64)]), /longer than/],
    ['a header longer than the file', Buffer.concat([u64(1000), Buffer.alloc(64)]), /before the data/],
    ['a header that is no JSON', Buffer.concat([u64(4), Buffer.from('nope')]), /JSON object/],
    ['a header that is a list', file([], new Uint8Array(0)), /JSON object/],
    ['an unknown type', entry('F8_E4M3', [16], [0, 16]), /type F8_E4M3/],
    ['a shape that does not fit', entry('F32', [5], [0, 16]), /does not match/],
    ['a shape that overflows', entry('F32', [2 ** 30, 2 ** 30], [0, 16]), /does not match/],
    ['negative offsets', entry('F32', [4], [-16, 0]), /malformed/],
    ['offsets backwards', entry('F32', [4], [16, 0]), /does not match/],
    ['offsets outside the file', entry('F32', [8], [0, 32]), /cut short/],
    ['too many dimensions', entry('F32', Array(9).fill(1), [0, 4]), /malformed/],
  ])('%s', (_, bytes, message) => {
    expect(read(bytes)).toMatch(message);
  });

  test('overlapping tensors', () => {
    const header = {
      a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
      b: { dtype: 'F32', shape: [2], data_offsets: [4, 12] },
    };
    expect(read(file(header, new Uint8Array(12)))).toMatch(/overlaps/);
  });

  test('cut short anywhere, or with random bytes changed: read or refused, never anything else', () => {
    for (let length = 0; length < F32.length; length += 1) {
      expect(read(F32.subarray(0, length))).toMatch(/cannot be used/);
    }
    const random = seededRandom(11);
    for (let round = 0; round < 3000; round += 1) {
      const bytes = Buffer.from(F32);
      bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      read(bytes);
    }
  });
});
