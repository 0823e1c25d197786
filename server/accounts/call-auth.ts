import { APIError } from 'better-auth/api';
import { AppError } from '../base/index.ts';
import { ADDRESS_HEADER } from './create-auth.ts';
import type { Caller, WithCookies } from './types.ts';

const USED_LINK = 'This link was used already or has expired. Ask for a new one.';
const WRONG_CODE = 'This code is not right. Wait for the next one in your app, or use a backup code.';
const START_AGAIN = 'The time to enter a code has run out. Sign in again.';
const TOO_MANY = 'Too many wrong codes. Sign in again, and wait a few minutes.';

/** What the library refuses, in our words. What is not listed is a fault of ours. */
const REFUSALS: Readonly<Record<string, ConstructorParameters<typeof AppError>>> = {
  INVALID_EMAIL_OR_PASSWORD: ['unauthenticated', 'E-mail address or password is not right.'],
  ACCOUNT_DISABLED: ['forbidden', 'This account is disabled. Ask an admin of your team.'],
  INVALID_PASSWORD: ['bad_request', 'The current password is not right.'],
  CREDENTIAL_ACCOUNT_NOT_FOUND: [
    'bad_request',
    'This account has no password yet. Ask for a link to set one.',
  ],
  INVALID_TOKEN: ['bad_request', USED_LINK],
  INVALID_CODE: ['bad_request', WRONG_CODE],
  INVALID_BACKUP_CODE: ['bad_request', WRONG_CODE],
  INVALID_TWO_FACTOR_COOKIE: ['unauthenticated', START_AGAIN],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ['rate_limited', TOO_MANY],
  TOTP_ALREADY_ENABLED: ['conflict', 'The second factor is already on.'],
  TOTP_NOT_ENABLED: ['bad_request', 'The second factor is not on.'],
  PROVIDER_NOT_FOUND: [
    'timeout',
    'Your organisation’s sign-in does not answer. Sign in with your password, or try again later.',
  ],
  UNAUTHORIZED: ['unauthenticated', 'Sign in first.'],
};

/** Calls a function of the library. @throws AppError for what it refuses */
export async function callAuth<T>(
  call: Promise<{ headers: Headers; response: T }>,
): Promise<WithCookies<{ response: T }>> {
  try {
    const { headers, response } = await call;
    return { response, cookies: headers.getSetCookie() };
  } catch (thrown) {
    throw translate(thrown);
  }
}

export function headersOf({ cookie, address, userAgent }: Caller): Headers {
  const headers = new Headers({ [ADDRESS_HEADER]: address });
  if (cookie !== undefined) headers.set('cookie', cookie);
  if (userAgent !== undefined) headers.set('user-agent', userAgent.slice(0, 300));
  return headers;
}

function translate(thrown: unknown): unknown {
  if (!(thrown instanceof APIError)) return thrown;
  const code = thrown.body?.code ?? String(thrown.status);
  const known = REFUSALS[code];
  if (known) return new AppError(...known);
  if (thrown.status === 'UNAUTHORIZED') return new AppError('unauthenticated', 'Sign in first.');
  if (thrown.status === 'TOO_MANY_REQUESTS') return new AppError('rate_limited', TOO_MANY);
  return thrown;
}
