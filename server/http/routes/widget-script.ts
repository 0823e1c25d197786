import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { findBot, type Look, lookOf } from '../../bots/index.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

/** A saved colour is on every site within a minute; asked for again, an unchanged script is not sent again. */
const CACHING = 'public, max-age=60';

/**
 * `/widget.js?bot=ID`: the loader with the bot's look in a line before it. The same for every site, as it may be kept by any cache:
 * which sites may use the chat is decided when it is opened. Without a bot that we know, it is the loader alone.
 */
export function widgetScriptRoute({
  assetsDir,
  store,
}: Pick<HttpDeps, 'assetsDir' | 'store'>): Hono<HttpEnv> {
  const script = join(assetsDir, 'widget', 'widget.js');
  const app = new Hono<HttpEnv>();
  app.use('/widget.js', etag({ retainedHeaders: [...RETAINED_304_HEADERS, 'access-control-allow-origin'] }));
  return app.get('/widget.js', async (c, next) => {
    const botId = c.req.query('bot');
    // The page keeps its launcher where a bot's settings are damaged: the chat itself says what is wrong.
    const bot = await findBot({ store }, botId ?? '').catch((cause: unknown) => {
      c.get('log').error('look-unreadable', { botId, cause: String(cause) });
      return undefined;
    });
    if (!bot) return next();
    const line = lookLine(bot.id, lookOf(bot.id, bot.settings.look));
    const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': CACHING };
    return c.body(line + (await readFile(script, 'utf8')), 200, headers);
  });
}

/** Read by `widget/embed/element.ts`. Safe in a page's own script element too, should somebody copy it there. */
function lookLine(botId: string, { css, label }: Look): string {
  const look = JSON.stringify([css, label, botId]).replace(
    /[<\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `(document.currentScript||{}).look=${look};\n`;
}
