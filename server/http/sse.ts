import { toAppError } from '../base/index.ts';
import type { LivePart } from '../chat/index.ts';
import type { StreamPart } from '../contract/index.ts';
import { UI_STREAM_HEADER, UI_STREAM_VERSION } from '../contract/index.ts';

/** Proxies close silent connections after 30 to 60 seconds; a comment keeps them open. */
const HEARTBEAT_MS = 15_000;

export type SseOptions<T = unknown> = {
  /** Aborted when the reader leaves. */
  leave: AbortController;
  headers?: Record<string, string>;
  /** What to send in place of the rest when `events` throws; the stream then ends in order. */
  errorEvent?: (thrown: unknown) => unknown;
  /** OpenAI's and the AI SDK's end mark. */
  done?: boolean;
  /** The SSE id of an event and what is sent of it; without it an event has no id and is sent whole. */
  frame?: (event: T) => { id?: number; data: unknown };
};

/** Events as server-sent events, JSON a line. Reads on only as fast as the client does. */
export function sseResponse<T>(events: AsyncIterable<T>, options: SseOptions<T>): Response {
  const encoder = new TextEncoder();
  const frames = encodeFrames(events, options)[Symbol.asyncIterator]();
  let heartbeat: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      heartbeat = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': still here\n\n'));
      }, HEARTBEAT_MS);
      heartbeat.unref();
    },
    async pull(controller) {
      const next = await frames.next();
      if (!next.done) return controller.enqueue(encoder.encode(next.value));
      clearInterval(heartbeat);
      controller.close();
    },
    async cancel() {
      clearInterval(heartbeat);
      options.leave.abort();
      await frames.return?.(undefined);
    },
  });
  const headers = {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    ...options.headers,
  };
  return new Response(body, { headers });
}

/** The AI SDK UI message stream v1. */
export function uiMessageStream(
  parts: AsyncIterable<StreamPart>,
  leave: AbortController,
  headers: Record<string, string> = {},
): Response {
  return sseResponse(parts, {
    leave,
    done: true,
    headers: { [UI_STREAM_HEADER]: UI_STREAM_VERSION, ...headers },
  });
}

/** The same parts without an end: each event's last part carries its id, from which a reader goes on. */
export function liveMessageStream(parts: AsyncIterable<LivePart>, leave: AbortController): Response {
  return sseResponse(parts, {
    leave,
    headers: { [UI_STREAM_HEADER]: UI_STREAM_VERSION },
    errorEvent: errorPartOf,
    frame: ({ part, id }) => ({ ...(id === undefined ? {} : { id }), data: part }),
  });
}

function errorPartOf(thrown: unknown): StreamPart {
  const { code, message } = toAppError(thrown);
  return { type: 'error', errorText: message, code, retryable: true };
}

/** The last event of a stream of ours that failed. */
export function eventOfFailure(thrown: unknown) {
  const { code, message } = toAppError(thrown);
  return { type: 'error', code, message } as const;
}

async function* encodeFrames<T>(events: AsyncIterable<T>, options: SseOptions<T>): AsyncGenerator<string> {
  try {
    for await (const event of events) yield encodeFrame(event, options);
  } catch (thrown) {
    if (!options.errorEvent) throw thrown;
    yield `data: ${JSON.stringify(options.errorEvent(thrown))}\n\n`;
  }
  if (options.done) yield 'data: [DONE]\n\n';
}

function encodeFrame<T>(event: T, { frame }: SseOptions<T>): string {
  const { id, data } = frame ? frame(event) : { id: undefined, data: event };
  return `${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
