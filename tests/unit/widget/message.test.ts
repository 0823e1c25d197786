import { expect, test } from 'vitest';
import type { Source, StreamPart } from '../../../server/contract/index.ts';
import { applyPart, fromStored, newMessage } from '../../../widget/client/message.ts';

const source: Source = {
  passageId: 'p1',
  documentId: 'd1',
  titlePath: ['Returns'],
  text: 'Sixty days.',
  number: 1,
};

const reply: StreamPart[] = [
  { type: 'start', messageId: 'm1', messageMetadata: { conversationId: 'c1' } },
  { type: 'data-status', transient: true, data: { status: 'queued', position: 2 } },
  { type: 'data-source', id: 'p1', data: source },
  { type: 'text-start', id: 't' },
  { type: 'text-delta', id: 't', delta: 'Sixty ', text: 'Sixty ' },
  { type: 'text-delta', id: 't', delta: 'days. [1]', text: 'days. [1]' },
  { type: 'text-end', id: 't' },
  { type: 'data-suggestions', data: { suggestions: ['Who pays?'] } },
];

function fold(parts: StreamPart[]) {
  return parts.reduce(applyPart, newMessage('assistant', 'local'));
}

test('a reply is built from its parts, and its activity ends with the first word', () => {
  expect(fold(reply.slice(0, 2)).activity).toEqual({ status: 'queued', position: 2 });
  const whole = fold([
    ...reply,
    { type: 'finish', finishReason: 'stop', messageMetadata: { conversationId: 'c1' } },
  ]);
  expect(whole).toMatchObject({
    id: 'm1',
    text: 'Sixty days. [1]',
    sources: [source],
    suggestions: ['Who pays?'],
    status: 'complete',
    activity: undefined,
  });
});

test('a failure keeps what was already shown', () => {
  const broken = fold([
    ...reply.slice(0, 5),
    { type: 'error', errorText: 'The model stopped.', code: 'model_crashed', retryable: true },
  ]);
  expect(broken).toMatchObject({
    text: 'Sixty ',
    status: 'failed',
    error: { code: 'model_crashed', message: 'The model stopped.', retryable: true },
  });
});

test('a stored message reads like the streamed one', () => {
  const stored = fromStored({
    id: 'm1',
    role: 'assistant',
    parts: [
      { type: 'data-source', id: 'p1', data: source },
      { type: 'text', text: 'Sixty days. [1]' },
      { type: 'data-suggestions', data: { suggestions: ['Who pays?'] } },
    ],
    metadata: { conversationId: 'c1', status: 'complete' },
  });
  const streamed = fold([
    ...reply,
    { type: 'finish', finishReason: 'stop', messageMetadata: { conversationId: 'c1' } },
  ]);
  expect({ ...stored, live: true }).toEqual(streamed);
  expect(stored.live).toBe(false);
});

test('a stream that is taken up again is told from its first part, and nothing stands twice', () => {
  expect(fold([...reply.slice(0, 6), ...reply])).toEqual(fold(reply));
});

test('a reply that the bot is not sure of is one as it streams and as it is stored, and its text says nothing of it', () => {
  const messageMetadata = { conversationId: 'c1', unsure: true } as const;
  const streamed = fold([...reply, { type: 'finish', finishReason: 'stop', messageMetadata }]);
  const parts = [{ type: 'text' as const, text: 'Sixty days. [1]' }];
  const stored = fromStored({ id: 'm1', role: 'assistant', parts, metadata: messageMetadata });
  for (const message of [streamed, stored]) {
    expect(message).toMatchObject({ unsure: true, text: 'Sixty days. [1]' });
  }
});
