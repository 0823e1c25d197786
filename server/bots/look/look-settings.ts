import { z } from 'zod';

/** How the chat looks on every site that names nothing else. None of it is free text but the label. */
export const lookSettingsSchema = z.strictObject({
  /** The brand colour; empty for the colours that come with the widget. */
  accent: z
    .string()
    .regex(/^(#[0-9a-f]{6})?$/i, 'must be a colour such as #7a1f3d, or empty')
    .default(''),
  /** The corner of the launcher, in reading direction. */
  position: z.enum(['start', 'end']).default('end'),
  colorScheme: z.enum(['auto', 'light', 'dark']).default('auto'),
  /** Words on the launcher; empty for its sign alone. */
  label: z.string().max(30).default(''),
  /** A short tone when a reply arrives and nobody looks. */
  sound: z.boolean().default(false),
});

export type LookSettings = z.infer<typeof lookSettingsSchema>;
