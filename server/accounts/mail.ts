import { createResetToken } from './reset-password.ts';
import type { AccountsDeps } from './types.ts';

/**
 * Sends a link where mail is set up. @returns whether it was sent; a failure is logged, since the link can be handed on
 * by hand
 */
export async function mailInvitation(
  deps: AccountsDeps,
  { email, url, by }: { email: string; url: string; by: string },
): Promise<boolean> {
  const text = `${by} invites you to answer customers with Foyer.\n\nMake your account within seven days:\n${url}\n\nIf you did not expect this, ignore it.\n`;
  return send(deps, { to: email, subject: 'Your invitation to Foyer', text });
}

/**
 * For somebody who forgot their password: mails a link, if the address has an account. Says nothing either way, and
 * takes no longer for one than for the other.
 */
export async function requestReset(
  deps: AccountsDeps,
  { email: given, consoleUrl }: { email: string; consoleUrl: string },
): Promise<void> {
  const email = given.trim().toLowerCase();
  const user = await deps.store.db
    .selectFrom('users')
    .select(['id', 'disabled_at'])
    .where('email', '=', email)
    .executeTakeFirst();
  if (!user || user.disabled_at !== null || deps.sendMail === undefined) return;
  void (async () => {
    const { token } = await createResetToken(deps, user.id);
    const text = `Set a new password within one hour:\n${consoleUrl}#reset=${token}\n\nIf you did not ask for this, ignore it; your password stays.\n`;
    await send(deps, { to: email, subject: 'Your password for Foyer', text });
  })().catch((error: unknown) => deps.log.error('reset-mail-failed', { error }));
}

async function send(
  { sendMail, log }: AccountsDeps,
  mail: { to: string; subject: string; text: string },
): Promise<boolean> {
  if (sendMail === undefined) return false;
  try {
    await sendMail(mail);
    return true;
  } catch (error) {
    log.warn('mail-failed', { subject: mail.subject, error });
    return false;
  }
}
