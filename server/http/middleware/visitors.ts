import type { Context, MiddlewareHandler } from 'hono';
import { verifyIdentity } from '../../access/index.ts';
import { findConversation, identifiedVisitor } from '../../chat/index.ts';
import { IDENTITY_HEADER } from '../../contract/index.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { visitorOf } from '../visitor.ts';
import { checkEmbedOrigin } from './embed-origin.ts';

const CONVERSATION = /^\/api\/chat\/([^/]+)/;

/**
 * Before every route of the chat: who the organisation says this is, and whether the site may use the bot of the conversation
 * in the address. Where the bot stands in the body, the route asks.
 * @throws AppError `unauthenticated`, `forbidden`
 */
export function admitVisitors(deps: HttpDeps): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const token = c.req.header(IDENTITY_HEADER);
    if (token !== undefined) {
      deps.limits.admit({ address: c.get('address') });
      c.set('visitor', identifiedVisitor(await verifyIdentity(deps.identity, { token })));
    }
    if (c.req.header('origin') !== undefined) await checkConversationOrigin(deps, c);
    await next();
  };
}

async function checkConversationOrigin(deps: HttpDeps, c: Context<HttpEnv>): Promise<void> {
  const id = CONVERSATION.exec(c.req.path)?.[1];
  const visitor = id === undefined ? undefined : visitorOf(c);
  if (id === undefined || !visitor) return;
  const conversation = await findConversation(deps.store.db, visitor, id);
  if (conversation) await checkEmbedOrigin(deps, c, conversation.bot_id);
}
