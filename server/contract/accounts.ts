import { z } from 'zod';

/** From most to least. */
export const userRoleSchema = z.enum(['owner', 'admin', 'editor', 'agent', 'viewer']);
export type UserRoleName = z.infer<typeof userRoleSchema>;

const emailSchema = z.email().max(254);
const nameSchema = z.string().trim().min(1).max(120);
/** Length and quality are judged with a sentence; here only what a body may hold. */
const passwordSchema = z.string().min(1).max(1000);
const tokenSchema = z.string().min(1).max(200);
const codeSchema = z.string().min(6).max(40);

/** Which ways in there are, for the sign-in page. */
export const signInOptionsSchema = z
  .object({
    /** Nobody owns this installation yet. */
    needsSetup: z.boolean(),
    /** Name of the organisation's sign-in provider; null when none is set up. */
    provider: z.string().nullable(),
    /** Whether a forgotten password is reset by mail; otherwise an admin makes a link. */
    resetByMail: z.boolean(),
  })
  .meta({ id: 'SignInOptions' });

export const signInSchema = z.strictObject({ email: emailSchema, password: passwordSchema });
export const signedInSchema = z.object({
  /** `second-factor`: a code is wanted next. */
  outcome: z.enum(['signed-in', 'second-factor']),
});

/** Where to send the browser. */
export const providerSignInSchema = z.object({ url: z.string() });

export const secondFactorSchema = z.strictObject({
  code: codeSchema,
  kind: z.enum(['app', 'backup']),
  /** No code on this device for thirty days. */
  trustDevice: z.boolean().optional(),
});

export const linkSchema = z.strictObject({ token: tokenSchema });
export const invitationSchema = z
  .object({
    /** Null: the first owner, who says it. */
    email: z.string().nullable(),
    role: userRoleSchema,
  })
  .meta({ id: 'Invitation' });
export type InvitationBody = z.infer<typeof invitationSchema>;

export const acceptInvitationSchema = z.strictObject({
  token: tokenSchema,
  name: nameSchema,
  email: emailSchema.optional(),
  password: passwordSchema,
});

export const forgotPasswordSchema = z.strictObject({ email: emailSchema });
export const resetPasswordSchema = z.strictObject({ token: tokenSchema, password: passwordSchema });

/** Who asks, and what they may: `GET /api/admin/me`. */
export const meSchema = z
  .object({
    kind: z.enum(['person', 'key']),
    /** As conversations and the record of who did what name them. */
    id: z.string(),
    name: z.string(),
    /** Null for a key. */
    email: z.string().nullable(),
    role: z.string(),
    rights: z.array(z.string()),
    /** Null: every bot. */
    botId: z.string().nullable(),
    /** What everyone here is or was called, for who made what; empty for those who do not read it, and for keys of one bot. */
    staff: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meSchema>;

export const profileSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: userRoleSchema,
    secondFactor: z.boolean(),
    /** False for those who only sign in through the organisation's provider. */
    password: z.boolean(),
  })
  .meta({ id: 'Profile' });
export type ProfileBody = z.infer<typeof profileSchema>;

export const profileChangeSchema = z.strictObject({ name: nameSchema });
export const passwordChangeSchema = z.strictObject({ current: passwordSchema, next: passwordSchema });

export const sessionListSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      current: z.boolean(),
      userAgent: z.string().nullable(),
      address: z.string().nullable(),
      startedAt: z.number(),
      lastSeenAt: z.number(),
    }),
  ),
});
export type SessionList = z.infer<typeof sessionListSchema>;

export const teamSchema = z
  .object({
    people: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        role: userRoleSchema,
        disabled: z.boolean(),
        secondFactor: z.boolean(),
        createdAt: z.number(),
        lastSeenAt: z.number().nullable(),
      }),
    ),
    invitations: z.array(
      z.object({
        id: z.string(),
        email: z.string(),
        role: userRoleSchema,
        createdAt: z.number(),
        expiresAt: z.number(),
      }),
    ),
  })
  .meta({ id: 'Team' });
export type TeamBody = z.infer<typeof teamSchema>;

export const invitePersonSchema = z.strictObject({ email: emailSchema, role: userRoleSchema });

/** A link to hand on; it is told here and never again. */
export const madeLinkSchema = z
  .object({
    url: z.string(),
    expiresAt: z.number(),
    /** Whether it was also sent to the person by mail. */
    mailed: z.boolean(),
  })
  .meta({ id: 'MadeLink' });
export type MadeLink = z.infer<typeof madeLinkSchema>;

export const personChangeSchema = z.strictObject({
  role: userRoleSchema.optional(),
  disabled: z.boolean().optional(),
  /** Takes a lost second factor off. */
  secondFactor: z.literal(false).optional(),
});

/** Where a step wants the password once more. */
export const ownPasswordSchema = z.strictObject({ password: passwordSchema });
export const secondFactorStartSchema = z.object({
  /** `otpauth://…`, for the app to read as a picture. */
  uri: z.string(),
  backupCodes: z.array(z.string()),
});
export const codeConfirmSchema = z.strictObject({ code: codeSchema });
export const backupCodesSchema = z.object({ backupCodes: z.array(z.string()) });
