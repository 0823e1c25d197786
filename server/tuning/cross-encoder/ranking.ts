import { z } from 'zod';

/** A question to an invented organisation and lines found for it, each under its heading: what somebody who read them one by one says of each. */
export const rankingSchema = z.strictObject({
  question: z.string().min(1),
  /** They answer it by themselves. */
  yes: z.array(z.string().min(1)),
  /** They are a part of the answer. */
  partly: z.array(z.string().min(1)),
  /** They are beside the point. */
  no: z.array(z.string().min(1)),
});
export type Ranking = z.infer<typeof rankingSchema>;
