import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { AppError } from '../../base/index.ts';
import { getBot, noteWidgetSite } from '../../bots/index.ts';
import { IDENTITY_HEADER, SESSION_HEADER } from '../../contract/index.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

/**
 * Any site may ask: nothing here rests on a cookie, so a browser lends no rights. Which sites a bot answers is
 * decided by `checkEmbedOrigin`, once the bot is known.
 */
export const embedCors = cors({
  origin: '*',
  allowMethods: ['GET', 'POST', 'OPTIONS'],
  allowHeaders: ['content-type', 'last-event-id', SESSION_HEADER, IDENTITY_HEADER],
  exposeHeaders: [SESSION_HEADER, 'x-request-id', 'retry-after'],
  maxAge: 86_400,
});

/**
 * Keeps other sites' pages off a bot that names its own. A browser cannot forge `Origin`; programs can, and for those
 * there are limits (docs: it is no access control).
 * @throws AppError `forbidden`, `not_found`
 */
export async function checkEmbedOrigin(
  deps: Pick<HttpDeps, 'store' | 'config'>,
  c: Context<HttpEnv>,
  botId: string,
): Promise<void> {
  const origin = c.req.header('origin');
  if (origin === undefined) return;
  const { settings } = await getBot(deps, botId);
  if (isOwnOrigin(deps, c, origin)) return;
  if (settings.allowedOrigins.length === 0 || settings.allowedOrigins.includes(origin)) return;
  throw new AppError(
    'forbidden',
    `This bot may not be used on ${origin}. Add it to the bot's allowed sites.`,
  );
}

/** The chat was opened on a page that may show it; on our own pages staff only look at it. */
export async function noteEmbedOrigin(
  deps: Pick<HttpDeps, 'store' | 'clock' | 'config'>,
  c: Context<HttpEnv>,
  botId: string,
): Promise<void> {
  const origin = c.req.header('origin');
  if (origin === undefined || !SITE.test(origin) || isOwnOrigin(deps, c, origin)) return;
  await noteWidgetSite(deps, { botId, origin });
}

/** `null` is what a file sends, with which whoever puts the line into a page often tries it first. */
const SITE = /^(?:https?:\/\/[^\s/]{1,253}|null)$/;

function isOwnOrigin({ config }: Pick<HttpDeps, 'config'>, c: Context<HttpEnv>, origin: string): boolean {
  return [new URL(c.req.url).origin, config.http.publicUrl].includes(origin);
}
