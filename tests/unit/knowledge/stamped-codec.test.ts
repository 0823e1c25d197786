import { ProtobufCodec } from 'vectra';
import { expect, test } from 'vitest';
import { StampedCodec } from '../../../server/knowledge/passage-index/stamped-codec.ts';

const items = Array.from({ length: 1_000 }, (_, index) => ({
  id: `passage-${index}`,
  metadata: {},
  vector: [index, 0.5, -0.25],
  norm: 1,
}));
const index = { version: 1, metadata_config: {}, items };

test('items are put into bytes while other work goes on, and the file reads as if made at once', async () => {
  const codec = new StampedCodec();
  codec.stamp = { version: 7, embedder: 'e' };
  let ended = false;
  let others = 0;
  const encoding = codec.encodeAhead(items).then(() => {
    ended = true;
  });
  while (!ended) {
    others += 1;
    await new Promise((next) => setImmediate(next));
  }
  await encoding;
  expect(others).toBeGreaterThanOrEqual(10);

  const again = new StampedCodec();
  const inner = new ProtobufCodec();
  expect(again.deserializeIndex(codec.serializeIndex(index))).toEqual(
    inner.deserializeIndex(inner.serializeIndex(index)),
  );
  expect(again.stamp).toEqual({ version: 7, embedder: 'e' });
});

test('what was not put into bytes ahead is saved too, and what was but is gone is not', async () => {
  const codec = new StampedCodec();
  await codec.encodeAhead(items.slice(0, 20));
  const saved = codec.serializeIndex({ ...index, items: items.slice(10, 30) });
  const ids = codec.deserializeIndex(saved).items.map(({ id }) => id);
  expect(ids).toEqual(items.slice(10, 30).map(({ id }) => id));
});
