import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import {
  type BotSettings,
  botSettingsSchema,
  createBot,
  getBot,
  listBots,
  updateBotSettings,
} from '../../bots/index.ts';
import { botIdSchema } from '../../contract/index.ts';
import { botParams } from '../params.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { withoutUndefined } from '../without-undefined.ts';

const tags = ['bots'];

export const botSchema = z.object({
  id: z.string(),
  name: z.string(),
  language: z.string(),
  settings: botSettingsSchema,
  settingsVersion: z.number().int(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** Since when it answers no visitor; null while it serves. */
  archivedAt: z.number().nullable(),
});

/** BCP 47. */
const languageSchema = z.string().min(2).max(35);

const botCreateSchema = z.strictObject({
  id: botIdSchema.optional(),
  name: z.string().min(1).max(120),
  language: languageSchema.optional(),
  settings: botSettingsSchema,
});

const { shape } = botSettingsSchema;

/** Without the defaults: what is not named stays as it is. */
const changeShape = {
  organisation: shape.organisation.optional(),
  greeting: shape.greeting.optional(),
  persona: shape.persona.unwrap().optional(),
  contact: shape.contact.unwrap().optional(),
  disclosure: shape.disclosure.unwrap().optional(),
  refusal: shape.refusal.optional(),
  handoffMessage: shape.handoffMessage.optional(),
  suggestedQuestions: shape.suggestedQuestions.unwrap().optional(),
  answerThreshold: shape.answerThreshold.unwrap().optional(),
  allowedOrigins: shape.allowedOrigins.unwrap().optional(),
  handoff: shape.handoff.unwrap().optional(),
  look: shape.look.unwrap().optional(),
  preChat: shape.preChat.unwrap().optional(),
  keepDays: shape.keepDays.unwrap().optional(),
  unsureHint: shape.unsureHint.unwrap().optional(),
  retest: shape.retest.unwrap().optional(),
  everydayWords: shape.everydayWords.unwrap().optional(),
} satisfies Record<keyof BotSettings, z.ZodType>;

/** Fields to replace, each as a whole; `expectedVersion` refuses the change if somebody else saved in between. */
const botChangeSchema = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  language: languageSchema.optional(),
  settings: z.strictObject(changeShape),
  expectedVersion: z.number().int().optional(),
});

function routesOf(deps: HttpDeps) {
  const list = createRoute({
    method: 'get',
    path: '/',
    ...forKeys(deps, 'bots:read'),
    tags,
    summary: 'The bots this key may see',
    responses: { 200: jsonResponse(z.object({ bots: z.array(botSchema) }), 'The bots, by name.') },
  });
  const create = createRoute({
    method: 'post',
    path: '/',
    ...forKeys(deps, 'bots:create'),
    tags,
    summary: 'Make a bot',
    request: { body: jsonBody(botCreateSchema) },
    responses: { 201: jsonResponse(botSchema, 'The new bot.') },
  });
  const read = createRoute({
    method: 'get',
    path: '/{botId}',
    ...forKeys(deps, 'bots:read'),
    tags,
    summary: 'A bot with its settings',
    request: { params: botParams },
    responses: { 200: jsonResponse(botSchema, 'The bot.') },
  });
  const change = createRoute({
    method: 'patch',
    path: '/{botId}',
    ...forKeys(deps, 'bots:change'),
    tags,
    summary: 'Change name, language or settings of a bot',
    request: { params: botParams, body: jsonBody(botChangeSchema) },
    responses: { 200: jsonResponse(botSchema, 'The bot as it is now.') },
  });
  return { list, create, read, change };
}

export function botRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.list, async (c) => {
      return c.json({ bots: await listBots(deps, { botId: c.get('actor').botId }) }, 200);
    })
    .openapi(routes.create, async (c) => {
      const input = { actor: c.get('actor').id, ...withoutUndefined(c.req.valid('json')) };
      return c.json(await createBot(deps, input), 201);
    })
    .openapi(routes.read, async (c) => c.json(await getBot(deps, c.req.valid('param').botId), 200))
    .openapi(routes.change, async (c) => {
      const { settings, ...rest } = withoutUndefined(c.req.valid('json'));
      const changes = withoutUndefined(settings);
      const change = { actor: c.get('actor').id, ...c.req.valid('param'), ...rest, changes };
      return c.json(await updateBotSettings(deps, change), 200);
    });
}
