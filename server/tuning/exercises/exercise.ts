import { z } from 'zod';

/** A question to an invented organisation with its ideal answer, in the prompt that serving would write for it. */
export const exerciseSchema = z.strictObject({
  organisation: z.string().min(1),
  question: z.string().min(1),
  /** The last one is what is learned. */
  messages: z.tuple([messageOf('system'), messageOf('user'), messageOf('assistant')]),
});
export type Exercise = z.infer<typeof exerciseSchema>;

function messageOf<Role extends string>(role: Role) {
  return z.strictObject({ role: z.literal(role), content: z.string().min(1) });
}
