type GivenFile = { name: string; mediaType: string; bytes: Uint8Array };

/** Headers of a file to be saved under this name. */
export function downloadHeaders(name: string, mediaType: string): Record<string, string> {
  return { 'content-type': mediaType, 'content-disposition': `attachment; filename="${name}"` };
}

/** A file that was handed in, under the name it came with: to be saved, never shown by the browser itself. */
export function givenFile({ name, mediaType, bytes }: GivenFile): Response {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
  return privateFile(bytes, mediaType || 'application/octet-stream', disposition);
}

/** A PDF for the frame of a console page; `security-headers.ts` keeps it from being anything else. */
export function shownPdf(bytes: Uint8Array): Response {
  return privateFile(bytes, 'application/pdf', 'inline');
}

function privateFile(bytes: Uint8Array, mediaType: string, disposition: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-disposition': disposition,
      'cache-control': 'private, no-store',
    },
  });
}

/** What a route that answers with a file declares. */
export function fileResponse(description: string) {
  const schema = { type: 'string', format: 'binary' } as const;
  return { description, content: { 'application/octet-stream': { schema } } };
}

/** A body made piece by piece, as fast as it is read. */
export function bodyStream(pieces: AsyncGenerator<string | Uint8Array>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
    },
    cancel: () => pieces.return(undefined).then(() => undefined),
  });
}
