/** Head of the OpenAPI document; the rest comes from the routes. */
export const openApiInfo = {
  openapi: '3.1.0',
  info: {
    title: 'Foyer',
    version: '1',
    description:
      'Visitors talk to a bot over /api/chat (AI SDK UI message stream v1), staff and machines use /api/admin and the OpenAI-compatible /v1 with an API key.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
};
