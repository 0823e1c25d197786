import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { errorBodySchema } from '../contract/index.ts';
import type { HttpEnv } from './types.ts';

const INFO = {
  openapi: '3.1.0',
  info: {
    title: 'Foyer',
    version: '1',
    description:
      'Visitors talk to a bot over /api/chat (AI SDK UI message stream v1), staff and machines use /api/admin and the OpenAI-compatible /v1 with an API key or the session of a signed-in person (/api/account).',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
};

const FAILURE = {
  description: 'What went wrong, as a sentence, with a code and the id of the request.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
};

/** What every route may answer with stands here once, and not in each route's types. */
export function documentApi(app: OpenAPIHono<HttpEnv>) {
  app.openAPIRegistry.register('Failure', z.object(errorBodySchema.shape));
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' });
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'foyer.session_token',
  });
  app.get('/openapi.json', (c) => {
    const document = app.getOpenAPI31Document(INFO);
    for (const path of Object.values(document.paths ?? {})) {
      for (const operation of [path.get, path.post, path.patch, path.delete]) {
        if (operation) operation.responses = { ...operation.responses, default: FAILURE };
      }
    }
    return c.json(document);
  });
}
