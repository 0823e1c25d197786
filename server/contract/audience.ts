import { z } from 'zod';

const MAX_GROUPS = 50;

/** As the organisation's tokens name it; no comma, so that groups can be listed. */
export const groupNameSchema = z
  .string()
  .max(100)
  .regex(/^[^\s,]([^,\n]*[^\s,])?$/, 'must have 1 to 100 characters, no comma, and no space at its ends');

/** Who may be told what a document says. */
export const audienceSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('everyone') }),
    /** Visitors for whom the organisation vouches with a token. */
    z.strictObject({ kind: z.literal('signed-in') }),
    /** Those of them whose token names one of these groups. */
    z.strictObject({
      kind: z.literal('groups'),
      groups: z.array(groupNameSchema).min(1).max(MAX_GROUPS),
    }),
  ])
  .meta({ id: 'Audience' });
export type Audience = z.infer<typeof audienceSchema>;

/** What is known of a visitor when it is decided what they may be told. */
export const visitorReaderSchema = z
  .strictObject({ signedIn: z.boolean(), groups: z.array(groupNameSchema).max(MAX_GROUPS) })
  .meta({ id: 'VisitorReader' });
export type VisitorReader = z.infer<typeof visitorReaderSchema>;
