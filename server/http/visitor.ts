import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AppError } from '../base/index.ts';
import { parseVisitor, type Visitor } from '../chat/index.ts';
import { SESSION_HEADER } from '../contract/index.ts';
import type { HttpEnv } from './types.ts';

export const chatParams = z.object({ id: z.string().max(64) });
export const sessionHeader = z.object({ [SESSION_HEADER]: z.string().max(100).optional() });

/** Who asks, if they have a session. @throws AppError `unauthenticated` for something that is none */
export function visitorOf(c: Context<HttpEnv>): Visitor | undefined {
  const session = c.req.header(SESSION_HEADER);
  return session === undefined ? undefined : parseVisitor(session);
}

/** @throws AppError `unauthenticated` */
export function requireVisitor(c: Context<HttpEnv>): Visitor {
  const visitor = visitorOf(c);
  if (!visitor) throw new AppError('unauthenticated', `Send the session in the ${SESSION_HEADER} header.`);
  return visitor;
}
