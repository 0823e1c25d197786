import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BLOCK_TYPES } from '../../../server/models/gguf/block-types.ts';

type Case = { type: string; number: number; bytes: string; values: string };

const cases: Case[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/gguf-blocks.json'), 'utf8'),
);

describe('random blocks are read as the reference dequantiser reads them', () => {
  test('every readable type has a fixture', () => {
    expect(cases.map((item) => item.number).sort()).toEqual([...BLOCK_TYPES.keys()].sort());
  });

  test.each(cases)('$type', ({ type, number, bytes, values }) => {
    const block = BLOCK_TYPES.get(number);
    expect(block?.name).toBe(type);
    const wanted = new Float32Array(Uint8Array.from(Buffer.from(values, 'base64')).buffer);
    expect(block?.dequantise(Uint8Array.from(Buffer.from(bytes, 'base64')))).toEqual(wanted);
  });
});
