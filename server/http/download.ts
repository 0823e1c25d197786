/** Headers of a file to be saved under this name. */
export function downloadHeaders(name: string, mediaType: string): Record<string, string> {
  return { 'content-type': mediaType, 'content-disposition': `attachment; filename="${name}"` };
}

/** What a route that answers with a file declares. */
export function fileResponse(description: string) {
  const schema = { type: 'string', format: 'binary' } as const;
  return { description, content: { 'application/octet-stream': { schema } } };
}
