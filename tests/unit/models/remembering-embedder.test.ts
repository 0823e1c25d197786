import { expect, test } from 'vitest';
import { type Embedder, rememberingEmbedder } from '../../../server/models/index.ts';
import { fakeEmbedder } from '../../support/fake-models.ts';

function watched(): { embedder: Embedder; asked: string[][] } {
  const inner = fakeEmbedder();
  const asked: string[][] = [];
  const embed: Embedder['embed'] = async (texts, signal) => {
    asked.push([...texts]);
    return await inner.embed(texts, signal);
  };
  return { embedder: { ...inner, embed }, asked };
}

test('a text is embedded once, in whatever company it comes, and its vector is the same', async () => {
  const { embedder, asked } = watched();
  const remembering = rememberingEmbedder(embedder);
  await remembering.embed(['returns', 'boots', 'returns']);
  const again = await remembering.embed(['tents', 'boots']);
  await remembering.embed(['tents', 'returns']);
  expect(asked).toEqual([['returns', 'boots'], ['tents']]);
  expect(again).toEqual(await fakeEmbedder().embed(['tents', 'boots']));
});

test('those asked for last are kept, and a call of more than that is answered whole', async () => {
  const { embedder, asked } = watched();
  const remembering = rememberingEmbedder(embedder, 2);
  expect(await remembering.embed(['one', 'two', 'three'])).toEqual(
    await fakeEmbedder().embed(['one', 'two', 'three']),
  );
  await remembering.embed(['two']);
  await remembering.embed(['four']);
  await remembering.embed(['two', 'three']);
  expect(asked.slice(1)).toEqual([['four'], ['three']]);
});

test('what failed is tried again', async () => {
  const inner = fakeEmbedder();
  let fails = true;
  const remembering = rememberingEmbedder({
    ...inner,
    embed: (texts, signal) => (fails ? Promise.reject(new Error('gone')) : inner.embed(texts, signal)),
  });
  await expect(remembering.embed(['boots'])).rejects.toThrow('gone');
  fails = false;
  expect(await remembering.embed(['boots'])).toEqual(await inner.embed(['boots']));
});

test('vectors to rank by are remembered apart, and none where the machine has no bi-encoder', async () => {
  const asked: string[][] = [];
  const model = { ...fakeEmbedder().identity(), id: 'bi-encoder' };
  const vectorOf = (text: string) => Float32Array.of(text.length);
  let isHere = false;
  const remembering = rememberingEmbedder({
    ...fakeEmbedder(),
    async embedToRank(texts) {
      if (!isHere) return undefined;
      asked.push([...texts]);
      return { vectors: texts.map(vectorOf), model };
    },
  });
  const [embedded] = await remembering.embed(['boots']);
  expect(await remembering.embedToRank?.(['boots'])).toBeUndefined();
  isHere = true;
  for (const texts of [['boots', 'tents'], ['tents', 'axes'], ['axes']]) {
    expect(await remembering.embedToRank?.(texts)).toEqual({ vectors: texts.map(vectorOf), model });
  }
  expect(asked).toEqual([['boots', 'tents'], ['axes']]);
  expect((await remembering.embed(['boots']))[0]).toEqual(embedded);
});

test('what is read beside a question goes through, and where nothing can be read that is told', async () => {
  const reading = { logOdds: [2], model: fakeEmbedder().identity() };
  const remembering = rememberingEmbedder({ ...fakeEmbedder(), read: async () => reading });
  expect(await remembering.read?.('boots?', ['Boots: they may be sent back.'])).toEqual(reading);
  const unread = rememberingEmbedder({ ...fakeEmbedder(), read: async () => undefined });
  expect(await unread.read?.('boots?', ['Boots: they may be sent back.'])).toBeUndefined();
});
