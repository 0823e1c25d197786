/**
 * Purpose: what leaves the house on our own account: e-mail and signed webhooks.
 * Invariant: nothing is sent to an address inside the operator's network unless the operator named it; no redirect is followed.
 * Must never know: what is sent, when, and why.
 */
export { type Mail, type Mailer, openMailer } from './open-mailer.ts';
export { type PostSignedInput, postSigned } from './post-signed.ts';
