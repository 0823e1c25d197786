import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepFrozenWeights } from '../../../server/models/training/frozen-weights.ts';

test('what a killed process left half written goes with the next writing, what another writes now stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-frozen-'));
  try {
    for (const name of ['weights.bin.11.tmp', 'weights.bin.22.tmp'])
      writeFileSync(join(folder, name), 'half');
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(join(folder, 'weights.bin.11.tmp'), longAgo, longAgo);
    const data = [Uint8Array.of(1, 2, 3)];
    keepFrozenWeights(folder, { proto: new Uint8Array(), dataName: 'weights.bin', dataBytes: 3, data });
    expect(readdirSync(folder).toSorted()).toEqual(['weights.bin', 'weights.bin.22.tmp']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
