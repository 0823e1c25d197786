import { z } from 'zod';

/** What a document says and another one says too. */
export const documentOverlapsSchema = z
  .object({
    passages: z.number().int(),
    /** So many of the passages, from the first, were held against the others; 0 while they are being indexed. */
    compared: z.number().int(),
    /** What cannot both be right first. */
    overlaps: z.array(
      z.object({
        /** The same from both sides. */
        key: z.string(),
        /** `value`: another number, time or day; `negation`: a yes and a no; `same`: nearly the same words. */
        kind: z.enum(['value', 'negation', 'same']),
        /** The heading it stands under here. */
        about: z.string(),
        /** A sentence; with `same` the whole passage. */
        here: z.object({ passageId: z.string(), text: z.string() }),
        there: z.object({
          documentId: z.string(),
          title: z.string(),
          passageId: z.string(),
          text: z.string(),
        }),
        /** Who said that both stay; null while nobody has. */
        kept: z.object({ by: z.string(), at: z.number() }).nullable(),
      }),
    ),
  })
  .meta({ id: 'DocumentOverlaps' });
export type DocumentOverlaps = z.infer<typeof documentOverlapsSchema>;

export const overlapKeySchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal');
