import type { Context, MiddlewareHandler } from 'hono';
import { type Actor, authenticate, authorise, type Right } from '../../access/index.ts';
import { authenticateSession, type Caller, type SessionActor } from '../../accounts/index.ts';
import { AppError } from '../../base/index.ts';
import { isLeaving } from '../../bots/index.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { requireOwnOrigin } from './own-origin.ts';

export type StaffEnv = HttpEnv & { Variables: { actor: Actor } };
export type PersonEnv = HttpEnv & { Variables: { actor: SessionActor; caller: Caller } };

type DoorDeps = Pick<HttpDeps, 'store' | 'clock' | 'accounts' | 'config'>;

/**
 * Who asks, by key or by the session of a browser, and whether they may, before anything of the request's body is read.
 * The bot is the one in the path. Where it stands elsewhere, or a list is asked for, a key bound to a bot passes here
 * for its own, and the route narrows down.
 */
export function requireRight(deps: DoorDeps, right: Right): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    const actor = await whoAsks(deps, c);
    const botId = c.req.param('botId') ?? actor.botId;
    authorise(actor, right, botId === null ? {} : { botId });
    if (botId !== null && (await isLeaving(deps.store.db, botId))) {
      throw new AppError('not_found', 'There is no such bot. Check its id.');
    }
    c.set('actor', actor);
    await next();
  };
}

/** For one's own account: a person who is signed in. A key has no account. */
export function requirePerson(deps: DoorDeps): MiddlewareHandler<PersonEnv> {
  return async (c, next) => {
    c.set('actor', await personOf(deps, c));
    c.set('caller', callerOf(c));
    await next();
  };
}

export function callerOf(c: Context): Caller {
  const [cookie, userAgent] = [c.req.header('cookie'), c.req.header('user-agent')];
  return { cookie, userAgent, address: c.get('address') };
}

/** Adds to the answer what a browser is to keep. */
export function setCookies(c: Context, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
}

async function whoAsks(deps: DoorDeps, c: Context): Promise<Actor> {
  const header = c.req.header('authorization');
  if (header === undefined) return personOf(deps, c);
  return authenticate(deps, /^Bearer (\S+)$/i.exec(header)?.[1] ?? '');
}

async function personOf(deps: DoorDeps, c: Context): Promise<SessionActor> {
  const found = await authenticateSession(deps.accounts, callerOf(c));
  if (!found) {
    throw new AppError(
      'unauthenticated',
      'Sign in, or send an API key in the header "Authorization: Bearer …".',
    );
  }
  requireOwnOrigin(deps, c);
  setCookies(c, found.cookies);
  return found.actor;
}
