import { z } from 'zod';

/** A question to an invented organisation, the lines found for it as serving would read them, and whether its pages answer it. */
export const readingSchema = z.strictObject({
  organisation: z.string().min(1),
  /** As it was searched. */
  question: z.string().min(1),
  text: z.string().min(1),
  answers: z.boolean(),
});
export type Reading = z.infer<typeof readingSchema>;
