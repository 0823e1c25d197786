import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { accentContrast, getBot, lookOf, lookSettingsSchema } from '../../bots/index.ts';
import { lookTrialSchema } from '../../contract/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const { accent, position, colorScheme, label } = lookSettingsSchema.shape;

/** What the console shows while somebody tries colours: the rules that sites would get, before they are saved. */
export function lookRoutes(deps: HttpDeps) {
  const tried = createRoute({
    method: 'get',
    path: '/{botId}/look',
    ...forKeys(deps, 'bots:read'),
    tags: ['bots'],
    summary: 'How the chat would look, and whether words in the brand colour can be read',
    request: { params: botParams, query: z.strictObject({ accent, position, colorScheme, label }) },
    responses: { 200: jsonResponse(lookTrialSchema, 'Rules for the widget, and the contrast.') },
  });
  return new OpenAPIHono<HttpEnv>().openapi(tried, async (c) => {
    const look = { ...c.req.valid('query'), sound: false };
    const { id } = await getBot(deps, c.req.valid('param').botId);
    return c.json({ look: lookOf(id, look), contrast: accentContrast(look) }, 200);
  });
}
