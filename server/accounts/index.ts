/**
 * Purpose: people of the staff: invitations, ways to sign in, sessions, second factor, roles.
 * Invariant: every way in ends at the same check of a disabled account; links and sessions are kept as hashes or signed.
 * Must never know: routes, pages, what the rights are for.
 */
export { acceptInvitation, lookUpInvitation } from './accept-invitation.ts';
export { authenticateSession, type SessionActor } from './authenticate-session.ts';
export { type ChangePersonInput, changePerson } from './change-person.ts';
export { invitePerson, needsSetup, offerSetup, revokeInvitation } from './invite-person.ts';
export { listColleagues, listStaffNames } from './list-colleagues.ts';
export { findPerson, listTeam, type Person, type Team } from './list-team.ts';
export { mailInvitation, requestReset } from './mail.ts';
export { openAccounts } from './open-accounts.ts';
export { changePassword, changeProfile, getProfile, type Profile } from './own-account.ts';
export { finishProviderSignIn, startProviderSignIn } from './provider.ts';
export { makeResetLink, resetPassword } from './reset-password.ts';
export {
  confirmSecondFactor,
  renewBackupCodes,
  startSecondFactor,
  stopSecondFactor,
} from './second-factor.ts';
export { ensureSecretKey } from './secret-key.ts';
export { endOtherSessions, listSessions } from './sessions.ts';
export { signIn, signOut, verifySecondFactor } from './sign-in.ts';
export type { AccountsDeps, Caller, SendMail } from './types.ts';
