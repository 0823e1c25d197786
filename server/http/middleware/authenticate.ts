import type { Context, MiddlewareHandler } from 'hono';
import { type Actor, authenticate, authorise, type Right } from '../../access/index.ts';
import { AppError } from '../../base/index.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

export type StaffEnv = HttpEnv & { Variables: { actor: Actor } };

/**
 * Who asks, and whether they may, before anything of the request's body is read. The bot is the one in the path. Where
 * it stands elsewhere, or a list is asked for, a key bound to a bot passes here for its own, and the route narrows down.
 */
export function requireRight(
  deps: Pick<HttpDeps, 'store' | 'clock'>,
  right: Right,
): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    const actor = await authenticate(deps, bearerOf(c));
    const botId = c.req.param('botId') ?? actor.botId;
    authorise(actor, right, botId === null ? {} : { botId });
    c.set('actor', actor);
    await next();
  };
}

function bearerOf(c: Context): string {
  const secret = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (secret === undefined) {
    throw new AppError('unauthenticated', 'Send an API key in the header "Authorization: Bearer …".');
  }
  return secret;
}
