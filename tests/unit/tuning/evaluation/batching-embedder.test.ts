import { expect, test } from 'vitest';
import { batchingEmbedder } from '../../../../server/tuning/evaluation/batching-embedder.ts';
import { fakeEmbedder, fakeReader } from '../../../support/fake-models.ts';

test('what is measured is read beside questions as what is served, and not where nothing reads', async () => {
  const asked = ['boots?', ['Boots: they may be sent back.']] as const;
  const reading = await batchingEmbedder(fakeReader(2), 8).read?.(...asked);
  expect(reading).toEqual(await fakeReader(2).read?.(...asked));
  expect(reading?.logOdds).toEqual([2]);
  expect(await batchingEmbedder(fakeEmbedder(), 8).read?.(...asked)).toBeUndefined();
});
