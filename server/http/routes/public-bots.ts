import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { type Bot, getBot, lookOf } from '../../bots/index.ts';
import { botIdSchema, type PublicBot, publicBotSchema } from '../../contract/index.ts';
import { checkEmbedOrigin, noteEmbedOrigin } from '../middleware/embed-origin.ts';
import { forEveryone, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';

const read = createRoute({
  method: 'get',
  path: '/{botId}/public',
  ...forEveryone,
  tags: ['chat'],
  summary: 'What a visitor’s browser may know of a bot',
  request: { params: z.object({ botId: botIdSchema }) },
  responses: { 200: jsonResponse(publicBotSchema, 'Name, greeting, suggested questions, disclosure.') },
});

export function publicBotRoutes(deps: HttpDeps) {
  return new OpenAPIHono<HttpEnv>().openapi(read, async (c) => {
    const { botId } = c.req.valid('param');
    await checkEmbedOrigin(deps, c, botId);
    const bot = await getBot(deps, botId);
    await noteEmbedOrigin(deps, c, botId);
    return c.json(publicBotOf(bot), 200);
  });
}

function publicBotOf(bot: Bot): PublicBot {
  const { organisation, greeting, suggestedQuestions, contact, look, disclosure } = bot.settings;
  const { on: asksFirst, ...preChat } = bot.settings.preChat;
  return {
    id: bot.id,
    name: bot.name,
    organisation,
    locale: bot.language,
    greeting,
    suggestedQuestions: bot.archivedAt === null ? suggestedQuestions : [],
    inService: bot.archivedAt === null,
    disclosure: [disclosureOf(bot), disclosure].filter((part) => part !== '').join(' '),
    ...(disclosure !== '' && { disclosureNote: disclosure }),
    contact: { email: contact.email, phone: contact.phone },
    look: lookOf(bot.id, look),
    ...(bot.settings.handoff.files && { files: true }),
    ...(asksFirst && { preChat }),
  };
}

function disclosureOf({ settings: { organisation, contact } }: Bot): string {
  const ways = [contact.phone, contact.email].filter((way) => way !== undefined).join(' or ');
  const person = ways === '' ? 'Ask for a person at any time.' : `You can reach a person at ${ways}.`;
  return `You are talking to an AI assistant of ${organisation}. It can be wrong. ${person}`;
}
