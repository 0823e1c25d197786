import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AppError } from '../base/index.ts';
import { parseVisitor, type Visitor } from '../chat/index.ts';
import { SESSION_HEADER } from '../contract/index.ts';
import type { HttpEnv } from './types.ts';

export const chatParams = z.object({ id: z.string().max(64) });
export const sessionHeader = z.object({ [SESSION_HEADER]: z.string().max(100).optional() });

/** Who asks: whom the organisation vouches for, else whoever has a session. @throws AppError `unauthenticated` for something that is none */
export function visitorOf(c: Context<HttpEnv>): Visitor | undefined {
  const identified = c.get('visitor');
  if (identified) return identified;
  const session = c.req.header(SESSION_HEADER);
  return session === undefined ? undefined : parseVisitor(session);
}

/** For the response: a browser keeps the session it was given; somebody the organisation vouches for needs none. */
export function sessionHeaders(visitor: Visitor): Record<string, string> {
  return visitor.identity ? {} : { [SESSION_HEADER]: visitor.session };
}

/** @throws AppError `unauthenticated` */
export function requireVisitor(c: Context<HttpEnv>): Visitor {
  const visitor = visitorOf(c);
  if (!visitor) throw new AppError('unauthenticated', `Send the session in the ${SESSION_HEADER} header.`);
  return visitor;
}
