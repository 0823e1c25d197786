import { z } from '@hono/zod-openapi';
import type { IngestFile } from '../knowledge/index.ts';

/** Files of one request. Large sets go in several requests, so that each is acknowledged. */
const MAX_FILES = 50;

const fileSchema = z.instanceof(File);

export const uploadSchema = z.strictObject({
  files: z
    .union([fileSchema, z.array(fileSchema).min(1).max(MAX_FILES)])
    .openapi({ type: 'array', items: { type: 'string', format: 'binary' }, maxItems: MAX_FILES }),
});

/** The same at once, for files that are small. */
export async function bytesOfFiles(form: z.infer<typeof uploadSchema>): Promise<IngestFile[]> {
  return Array.fromAsync(filesOf(form));
}

/** Only the last part of a name is kept: names are labels, never paths. */
export async function* filesOf({ files }: z.infer<typeof uploadSchema>): AsyncGenerator<IngestFile> {
  for (const file of Array.isArray(files) ? files : [files]) {
    const name = file.name.split(/[\\/]/).at(-1) ?? '';
    yield { name, bytes: new Uint8Array(await file.arrayBuffer()), mediaType: file.type };
  }
}
