import { expect, test } from 'vitest';
import { readEvents } from '../../../widget/client/sse.ts';

const RECORDED = [
  ': comment\r\n',
  'data: {"type":"start","messageId":"m1"}\r\n\r\n',
  'event: ignored\ndata: {"delta":"Größe 42 – ✓ 😀"}\n\n',
  'data:no space\n\n',
  'data: two\ndata: lines\n\n',
  'data: old mac\r\r',
  'data: [DONE]\n\n',
].join('');

const EXPECTED = [
  '{"type":"start","messageId":"m1"}',
  '{"delta":"Größe 42 – ✓ 😀"}',
  'no space',
  'two\nlines',
  'old mac',
  '[DONE]',
];

function bodyOf(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function read(chunks: Uint8Array[]): Promise<string[]> {
  return Array.fromAsync(readEvents(bodyOf(chunks)));
}

test('a recorded stream reads the same, wherever it is split in two', async () => {
  const bytes = new TextEncoder().encode(RECORDED);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    expect(await read([bytes.slice(0, cut), bytes.slice(cut)]), `cut at ${cut}`).toEqual(EXPECTED);
  }
});

test('a stream that arrives byte by byte reads the same', async () => {
  const bytes = new TextEncoder().encode(RECORDED);
  expect(await read([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(EXPECTED);
});

test('an event without its closing blank line is not taken for whole', async () => {
  expect(await read([new TextEncoder().encode('data: whole\n\ndata: par')])).toEqual(['whole']);
});

test('whoever stops reading closes the connection', async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode('data: x\n\n'));
    },
    cancel() {
      cancelled = true;
    },
  });
  for await (const _event of readEvents(body)) break;
  expect(cancelled).toBe(true);
});
