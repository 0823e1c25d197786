import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { authorise, verifyIdentity } from '../../access/index.ts';
import { AppError } from '../../base/index.ts';
import { assertInService, getBot, listBots } from '../../bots/index.ts';
import { identifiedVisitor, readerOf } from '../../chat/index.ts';
import {
  chatCompletionChunkSchema,
  chatCompletionRequestSchema,
  chatCompletionSchema,
  embeddingListSchema,
  embeddingRequestSchema,
  IDENTITY_HEADER,
  modelListSchema,
  type VisitorReader,
} from '../../contract/index.ts';
import { forKeys, jsonBody, jsonResponse } from '../route.ts';
import type { HttpDeps, HttpEnv } from '../types.ts';
import { completeChat, questionOfCompletion, streamChat } from './chat-completions.ts';
import { embedTexts } from './embeddings.ts';
import { modelListOf } from './model-list.ts';

const tags = ['openai'];

function routesOf(deps: HttpDeps) {
  const models = createRoute({
    method: 'get',
    path: '/models',
    ...forKeys(deps, 'bots:read'),
    tags,
    summary: 'The bots this key may ask, and the embedding model, as models',
    responses: { 200: jsonResponse(modelListSchema, 'The models.') },
  });
  const complete = createRoute({
    method: 'post',
    path: '/chat/completions',
    ...forKeys(deps, 'answers:ask'),
    tags,
    summary: 'Ask a bot in OpenAI’s form',
    description:
      'The bot’s id is the model. The last user message is the question, the earlier ones its history; system messages and sampling settings are not read. With the header x-foyer-identity it is asked for the visitor whom the token names, who may be told what their groups may. With stream: true the answer is server-sent chunks.',
    request: { body: jsonBody(chatCompletionRequestSchema) },
    responses: {
      200: {
        description: 'The answer, or its chunks.',
        content: {
          'application/json': { schema: chatCompletionSchema },
          'text/event-stream': { schema: chatCompletionChunkSchema },
        },
      },
    },
  });
  const embed = createRoute({
    method: 'post',
    path: '/embeddings',
    ...forKeys(deps, 'answers:ask'),
    tags,
    summary: 'Unit vectors of texts, in OpenAI’s form',
    request: { body: jsonBody(embeddingRequestSchema) },
    responses: { 200: jsonResponse(embeddingListSchema, 'The vectors.') },
  });
  return { models, complete, embed };
}

export function openaiRoutes(deps: HttpDeps) {
  const routes = routesOf(deps);
  return new OpenAPIHono<HttpEnv>()
    .openapi(routes.models, async (c) => {
      const bots = await listBots(deps, { botId: c.get('actor').botId });
      const serving = bots.filter(({ archivedAt }) => archivedAt === null);
      return c.json(modelListOf(serving, deps.embedder.identity().id), 200);
    })
    .openapi(routes.complete, async (c) => {
      const request = c.req.valid('json');
      const asked = questionOfCompletion(request);
      authorise(c.get('actor'), 'answers:ask', { botId: asked.botId });
      deps.limits.admit({ botId: asked.botId });
      assertInService(await getBot(deps, asked.botId));
      const question = {
        ...asked,
        reader: await readerOfToken(deps, c.req.header(IDENTITY_HEADER), asked.botId),
      };
      if (!request.stream) return c.json(await completeChat(deps, question, c.req.raw.signal), 200);
      return streamChat(deps, question, { includeUsage: request.stream_options?.include_usage === true });
    })
    .openapi(routes.embed, async (c) => {
      return c.json(await embedTexts(deps, c.req.valid('json'), c.req.raw.signal), 200);
    });
}

/** A server may ask for a visitor of its own, with the token that vouches for them. @throws AppError `unauthenticated` */
async function readerOfToken(
  deps: HttpDeps,
  token: string | undefined,
  botId: string,
): Promise<VisitorReader | undefined> {
  if (token === undefined) return undefined;
  const identity = await verifyIdentity(deps.identity, { token });
  if (identity.botId === botId) return readerOf(identifiedVisitor(identity));
  throw new AppError('unauthenticated', 'The identity token is for another bot.');
}
