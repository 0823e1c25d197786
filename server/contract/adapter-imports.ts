import { z } from 'zod';
import { errorCodeSchema } from './errors.ts';

/** An adapter that becomes a version. The work goes on when nobody looks, also after a restart. */
export const adapterImportSchema = z
  .object({
    id: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    /** The base model that the files name, for people to compare. */
    baseName: z.string().nullable(),
    /** Bytes of the merged model; null before it is begun. */
    progress: z.object({ done: z.number(), total: z.number() }).nullable(),
    /** The version, once it is there. */
    versionId: z.string().nullable(),
    /** Why it failed, for people. */
    error: z.object({ code: errorCodeSchema, message: z.string() }).nullable(),
    createdAt: z.number(),
    updatedAt: z.number(),
  })
  .meta({ id: 'AdapterImport' });
export type AdapterImport = z.infer<typeof adapterImportSchema>;

export const adapterImportListSchema = z.object({ imports: z.array(adapterImportSchema) });
