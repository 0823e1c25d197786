/**
 * Reads a server-sent-event body and yields the text of each event's `data`, in order.
 * `onId` is told an event's id once the reader is through with the event.
 * Bytes may arrive split anywhere, also inside a character or between CR and LF.
 * Source: WHATWG HTML, server-sent events, "Parsing an event stream" (fields other than `data` are ignored).
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onId: (id: string) => void = () => {},
): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = '';
  let data: string[] = [];
  let id: string | undefined;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      pending += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const cut = takeLines(pending, done);
      pending = cut.rest;
      for (const line of cut.lines) {
        if (line === '') {
          if (data.length > 0) yield data.join('\n');
          if (id !== undefined) onId(id);
          data = [];
          id = undefined;
        } else if (line.startsWith('data:')) {
          data.push(line.slice(line[5] === ' ' ? 6 : 5));
        } else if (line.startsWith('id:')) {
          id = line.slice(3).trim();
        }
      }
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** A CR at the end may be half of a CRLF, so its line waits for the next bytes. */
function takeLines(text: string, isEnd: boolean): { lines: string[]; rest: string } {
  const lines: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character !== '\n' && character !== '\r') continue;
    if (character === '\r' && at === text.length - 1 && !isEnd) break;
    lines.push(text.slice(start, at));
    if (character === '\r' && text[at + 1] === '\n') at += 1;
    start = at + 1;
  }
  return { lines, rest: text.slice(start) };
}
