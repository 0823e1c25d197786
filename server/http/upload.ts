import { z } from '@hono/zod-openapi';
import { AppError, parseJson } from '../base/index.ts';
import { type Audience, audienceSchema } from '../contract/index.ts';
import type { IngestFile } from '../knowledge/index.ts';

/** Files of one request. Large sets go in several requests, so that each is acknowledged. */
const MAX_FILES = 50;

/** Fifty groups of a hundred characters. */
const MAX_AUDIENCE_CHARS = 6_000;

const fileSchema = z.instanceof(File);

export const uploadSchema = z.strictObject({
  files: z
    .union([fileSchema, z.array(fileSchema).min(1).max(MAX_FILES)])
    .openapi({ type: 'array', items: { type: 'string', format: 'binary' }, maxItems: MAX_FILES }),
});

export const documentUploadSchema = uploadSchema.extend({
  audience: z.string().max(MAX_AUDIENCE_CHARS).optional().openapi({
    description: 'JSON: who may be told what they say; as it was when absent, everybody at first.',
  }),
});
type Form = z.infer<typeof documentUploadSchema>;

/** The same at once, for files that are small. */
export async function bytesOfFiles(form: z.infer<typeof uploadSchema>): Promise<IngestFile[]> {
  return Array.fromAsync(filesOf(form));
}

/** @throws AppError `bad_request` */
function audienceOfForm({ audience }: Form): Audience | undefined {
  if (audience === undefined) return undefined;
  const found = audienceSchema.safeParse(parseJson(audience));
  if (found.success) return found.data;
  throw new AppError(
    'bad_request',
    'audience: JSON such as {"kind":"groups","groups":["staff"]} is expected.',
  );
}

/** Only the last part of a name is kept: names are labels, never paths. */
export async function* filesOf(form: Form): AsyncGenerator<IngestFile> {
  const { files } = form;
  const audience = audienceOfForm(form);
  for (const file of Array.isArray(files) ? files : [files]) {
    const name = file.name.split(/[\\/]/).at(-1) ?? '';
    yield { name, bytes: new Uint8Array(await file.arrayBuffer()), mediaType: file.type, audience };
  }
}
