import { createRoute, type RouteConfig, type z } from '@hono/zod-openapi';
import { errorBodySchema } from '../contract/index.ts';
import type { RouteRight } from './middleware/authenticate.ts';

const FAILURE = {
  description: 'What went wrong, as a sentence, with a code and the id of the request.',
  content: { 'application/json': { schema: errorBodySchema } },
} as const;

/**
 * One route with the right it takes, in its declaration and in the OpenAPI document (`x-foyer-right`), where the
 * generated test of every route and role reads it.
 */
export function defineRoute<
  P extends string,
  R extends Omit<RouteConfig, 'path'> & { path: P; right: RouteRight },
>(config: R): ReturnType<typeof createRoute<P, R>> {
  const open = config.right === 'public' || config.right === 'visitor';
  return createRoute({
    ...config,
    'x-foyer-right': config.right,
    ...(open ? {} : { security: [{ apiKey: [] }] }),
    responses: { ...config.responses, default: FAILURE },
  });
}

export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

export function jsonResponse<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } } as const;
}

/** A stream of JSON events; `schema` describes one of them. */
export function eventResponse<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'text/event-stream': { schema } } } as const;
}
