import { expect, test } from 'vitest';
import { createLog, systemClock } from '../../../server/base/index.ts';
import type { Embedder } from '../../../server/models/index.ts';
import { defaultBot } from '../../../server/tuning/evaluation/open-workspace.ts';
import { shareRetrieval } from '../../../server/tuning/gate/share-retrieval.ts';
import { fakeEmbedder, fakeReader, fakeSearch } from '../../support/fake-models.ts';

function sharedBy(embedder: Embedder) {
  return shareRetrieval({
    botId: 'b',
    bot: defaultBot(),
    settingsVersion: 1,
    search: fakeSearch([]),
    embedder,
    clock: systemClock,
    log: createLog({ level: 'error', write: () => {} }),
    corpusId: (name) => name,
  });
}

test('the closest lines are read once for whoever is asked, and anew with the next question', async () => {
  const reader = fakeReader(2);
  const { venue, forget } = sharedBy(reader);
  const read = () => venue.embedder.read?.('Is it free?', ['Delivery: It is free.']);
  const first = await read();
  expect(first).toMatchObject({ logOdds: [2], model: { id: 'fake-cross-encoder' } });
  expect(await read()).toEqual(first);
  expect(reader.asked).toHaveLength(1);
  forget();
  await read();
  expect(reader.asked).toHaveLength(2);
});

test('vectors to rank by are made once for whoever is asked, and anew with the next question', async () => {
  const asked: string[][] = [];
  const { venue, forget } = sharedBy({
    ...fakeEmbedder(),
    async embedToRank(texts) {
      asked.push([...texts]);
      return { vectors: texts.map(() => Float32Array.of(1)), model: fakeEmbedder().identity() };
    },
  });
  const rank = () => venue.embedder.embedToRank?.(['Is it free?', 'Delivery: It is free.']);
  expect((await rank())?.vectors).toHaveLength(2);
  expect(await rank()).toEqual(await rank());
  expect(asked).toHaveLength(1);
  forget();
  await rank();
  expect(asked).toHaveLength(2);
});

test('a machine without a cross-encoder reads nothing', async () => {
  const { venue } = sharedBy(fakeEmbedder());
  expect(await venue.embedder.read?.('Is it free?', ['Delivery: It is free.'])).toBeUndefined();
});
