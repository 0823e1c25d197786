import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import {
  acceptInvitation,
  authenticateSession,
  finishProviderSignIn,
  lookUpInvitation,
  needsSetup,
  requestReset,
  resetPassword,
  signIn,
  signOut,
  startProviderSignIn,
  verifySecondFactor,
} from '../../accounts/index.ts';
import { AppError } from '../../base/index.ts';
import {
  acceptInvitationSchema,
  forgotPasswordSchema,
  invitationSchema,
  linkSchema,
  providerSignInSchema,
  resetPasswordSchema,
  secondFactorSchema,
  signedInSchema,
  signInOptionsSchema,
  signInSchema,
} from '../../contract/index.ts';
import { callerOf, setCookies } from '../middleware/authenticate.ts';
import { forEveryone, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const common = { ...forEveryone, tags: ['sign-in'] };
const done = { 204: { description: 'Done.' } };
const signedIn = { 200: jsonResponse(signedInSchema, 'Signed in, or a code is wanted next.') };

const options = createRoute({
  method: 'get',
  path: '/options',
  ...common,
  summary: 'Which ways to sign in there are',
  responses: { 200: jsonResponse(signInOptionsSchema, 'The ways in.') },
});
const byPassword = createRoute({
  method: 'post',
  path: '/sign-in',
  ...common,
  summary: 'Sign in with e-mail address and password',
  request: { body: jsonBody(signInSchema) },
  responses: signedIn,
});
const bySecondFactor = createRoute({
  method: 'post',
  path: '/sign-in/code',
  ...common,
  summary: 'The second step: a code of the authenticator app, or a backup code',
  request: { body: jsonBody(secondFactorSchema) },
  responses: signedIn,
});
const byProvider = createRoute({
  method: 'post',
  path: '/sign-in/provider',
  ...common,
  summary: 'Begin to sign in through the organisation’s provider (OpenID Connect)',
  responses: { 200: jsonResponse(providerSignInSchema, 'Where to send the browser.') },
});
const fromProvider = createRoute({
  method: 'get',
  path: '/callback/oidc',
  ...common,
  summary: 'Where the organisation’s provider sends the browser back to',
  responses: { 302: { description: 'Into the console, signed in or with `refused`.' } },
});
const leave = createRoute({
  method: 'post',
  path: '/sign-out',
  ...common,
  summary: 'End the session of this browser',
  responses: done,
});
const lookUp = createRoute({
  method: 'post',
  path: '/invitation',
  ...common,
  summary: 'What a link invites to',
  request: { body: jsonBody(linkSchema) },
  responses: { 200: jsonResponse(invitationSchema, 'Address and role.') },
});
const accept = createRoute({
  method: 'post',
  path: '/invitation/accept',
  ...common,
  summary: 'Make the account that a link invites to, and sign in',
  request: { body: jsonBody(acceptInvitationSchema) },
  responses: signedIn,
});
const forgot = createRoute({
  method: 'post',
  path: '/password/forgot',
  ...common,
  summary: 'Ask for a mail with a link that sets a new password',
  request: { body: jsonBody(forgotPasswordSchema) },
  responses: { 202: { description: 'The same answer whether or not the address has an account.' } },
});
const reset = createRoute({
  method: 'post',
  path: '/password/reset',
  ...common,
  summary: 'Set a new password with a link; ends every session',
  request: { body: jsonBody(resetPasswordSchema) },
  responses: done,
});

/** What a person does who is not signed in yet. */
export function signInRoutes(deps: HttpDeps) {
  const { accounts, signInLimits } = deps;
  return new OpenAPIHono<HttpEnv>()
    .openapi(options, async (c) => {
      const setup = await needsSetup(accounts);
      return c.json(
        {
          needsSetup: setup,
          provider: accounts.provider?.name ?? null,
          resetByMail: accounts.sendMail !== undefined,
        },
        200,
      );
    })
    .openapi(byPassword, async (c) => {
      const { email, password } = c.req.valid('json');
      signInLimits.admit({ address: c.get('address'), account: email });
      const { outcome, cookies } = await signIn(accounts, { email, password, caller: callerOf(c) });
      setCookies(c, cookies);
      return c.json({ outcome }, 200);
    })
    .openapi(bySecondFactor, async (c) => {
      signInLimits.admit({ address: c.get('address') });
      const { trustDevice = false, ...code } = c.req.valid('json');
      setCookies(
        c,
        (await verifySecondFactor(accounts, { ...code, trustDevice, caller: callerOf(c) })).cookies,
      );
      return c.json({ outcome: 'signed-in' as const }, 200);
    })
    .openapi(byProvider, async (c) => {
      signInLimits.admit({ address: c.get('address') });
      const input = { consoleUrl: consoleUrl(deps, c.req.url), caller: callerOf(c) };
      const started = await startProviderSignIn(accounts, input);
      if (!started) throw noProvider();
      setCookies(c, started.cookies);
      return c.json({ url: started.url }, 200);
    })
    .openapi(fromProvider, async (c) => {
      signInLimits.admit({ address: c.get('address') });
      const input = { query: c.req.query(), caller: callerOf(c) };
      const finished = await finishProviderSignIn(accounts, input);
      if (!finished) throw noProvider();
      setCookies(c, finished.headers.getSetCookie());
      return c.redirect(finished.headers.get('location') ?? consoleUrl(deps, c.req.url), 302);
    })
    .openapi(leave, async (c) => {
      const caller = callerOf(c);
      const userId = (await authenticateSession(accounts, caller))?.actor.userId;
      setCookies(c, (await signOut(accounts, { caller, userId })).cookies);
      return c.body(null, 204);
    })
    .openapi(lookUp, async (c) => {
      signInLimits.admit({ address: c.get('address') });
      return c.json(await lookUpInvitation(accounts, c.req.valid('json')), 200);
    })
    .openapi(accept, async (c) => {
      signInLimits.admit({ address: c.get('address') });
      const input = withoutUndefined(c.req.valid('json'));
      const { email } = await acceptInvitation(accounts, input);
      const entering = { email, password: input.password, caller: callerOf(c) };
      const { outcome, cookies } = await signIn(accounts, entering);
      setCookies(c, cookies);
      return c.json({ outcome }, 200);
    })
    .openapi(forgot, async (c) => {
      const { email } = c.req.valid('json');
      signInLimits.admit({ address: c.get('address'), account: email });
      await requestReset(accounts, { email, consoleUrl: consoleUrl(deps, c.req.url) });
      return c.body(null, 202);
    })
    .openapi(reset, async (c) => {
      signInLimits.admit({ address: c.get('address') });
      await resetPassword(accounts, c.req.valid('json'));
      return c.body(null, 204);
    });
}

/** Where links lead: the public address, or the one this browser used. */
export function consoleUrl({ config }: Pick<HttpDeps, 'config'>, requestUrl: string): string {
  return `${config.http.publicUrl ?? new URL(requestUrl).origin}/console/`;
}

function noProvider(): AppError {
  return new AppError('not_found', 'No sign-in provider is set up here. Sign in with your password.');
}
