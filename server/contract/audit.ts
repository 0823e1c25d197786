import { z } from 'zod';

const time = z.coerce.number().int().min(0).optional();

/** Which entries: `GET /api/admin/audit` and its export. */
export const auditFilterSchema = z.object({
  /** Words in what was done, to what, by whom, or in the values. */
  text: z.string().max(200).optional(),
  actor: z.string().max(200).optional(),
  verb: z.string().max(100).optional(),
  /** Milliseconds since the epoch, both included. */
  since: time,
  until: time,
});

export const auditQuerySchema = auditFilterSchema.extend({
  /** Entries older than this one. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

export const auditExportSchema = auditFilterSchema.extend({ format: z.enum(['csv', 'jsonl']) });

export const auditEntrySchema = z
  .object({
    sequence: z.number().int(),
    at: z.number(),
    actor: z.string(),
    actorName: z.string().nullable(),
    verb: z.string(),
    subject: z.string(),
    subjectName: z.string().nullable(),
    /** `before` and `after` hold what changed; the rest are ids, counts and names of fields. */
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntryBody = z.infer<typeof auditEntrySchema>;

export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** The `before` of the next page; absent on the last. */
  next: z.number().int().optional(),
});

export const auditFacetsSchema = z.object({
  actors: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
  verbs: z.array(z.string()),
});
