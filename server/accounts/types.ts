import type { Clock, Log } from '../base/index.ts';
import type { Store } from '../store/index.ts';
import type { Auth } from './create-auth.ts';
import type { Provider } from './provider.ts';

export type SendMail = (mail: { to: string; subject: string; text: string }) => Promise<void>;

export type AccountsDeps = {
  store: Store;
  clock: Clock;
  log: Log;
  auth: Auth;
  /** The organisation's own sign-in; absent where none is set up. */
  provider?: Provider;
  /** Absent where no mail server is set up: links are handed on by hand. */
  sendMail?: SendMail;
};

/** Whose browser asks: what the library needs of a request. */
export type Caller = {
  /** The header `Cookie`. */
  cookie: string | undefined;
  address: string;
  userAgent: string | undefined;
};

/** What a step answers, and the `Set-Cookie` lines that go with it. */
export type WithCookies<T> = T & { cookies: string[] };
