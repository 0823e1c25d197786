import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../../server/base/index.ts';
import { openEmbedder } from '../../../server/models/index.ts';
import { writeReadings } from '../../../server/tuning/cross-encoder/write-readings.ts';
import { EXERCISES_FOLDER, READINGS_FOLDER, readReadings } from '../../../server/tuning/index.ts';
import { testEmbedder } from '../../support/models.ts';

/** Kernels of another processor may rank two sentences the other way round. */
const SAME = 0.9;

test.each([
  ['questions of a test set', join(READINGS_FOLDER, 'rolla-car-hire'), 60],
  ['pairs', join(EXERCISES_FOLDER, 'ferrin-air'), 120],
])(
  'the readings made of %s are what serving would read now',
  async (_what, folder, least) => {
    const log = createLog({ level: 'error', write: () => {} });
    await using embedder = await openEmbedder({ log, model: await testEmbedder() });
    const { readings } = await writeReadings({ embedder, log }, folder);
    const shipped = new Set((await readReadings()).map((reading) => JSON.stringify(reading)));
    const same = readings.filter((reading) => shipped.has(JSON.stringify(reading)));
    expect(readings.length).toBeGreaterThan(least);
    expect(
      same.length / readings.length,
      'Search, ranking or what is read of it have changed: run scripts/write-readings.ts.',
    ).toBeGreaterThan(SAME);
  },
  300_000,
);
