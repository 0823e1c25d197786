import { type StreamPart, streamPartSchema } from '../../server/contract/index.ts';

/** The JSON of each `data:` line of a response, without the end mark; `onEvent` sees them as they come. */
export async function readEvents(
  response: Response,
  onEvent: (event: unknown) => void | Promise<void> = () => {},
): Promise<{ events: unknown[]; done: boolean }> {
  const events: unknown[] = [];
  let rest = '';
  let done = false;
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    const blocks = `${rest}${chunk.value}`.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/s.exec(block)?.[1];
      if (data === '[DONE]') done = true;
      else if (data !== undefined) {
        const event: unknown = JSON.parse(data);
        events.push(event);
        await onEvent(event);
      }
    }
  }
  return { events, done };
}

/** The parts of a reply, each checked against the contract. */
export async function readParts(response: Response): Promise<StreamPart[]> {
  const { events } = await readEvents(response);
  return events.map((event) => streamPartSchema.parse(event));
}

export function textOf(parts: readonly StreamPart[]): string {
  return parts.flatMap((part) => (part.type === 'text-delta' ? [part.delta] : [])).join('');
}
