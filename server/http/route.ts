import type { z } from '@hono/zod-openapi';
import type { Right } from '../access/index.ts';
import { requirePerson, requireRight } from './middleware/authenticate.ts';
import type { HttpDeps } from './types.ts';

type DoorDeps = Pick<HttpDeps, 'store' | 'clock' | 'accounts' | 'config'>;

/**
 * Every route spreads one of these four into its declaration. `x-foyer-right` goes into the OpenAPI document, where
 * the test of all routes and roles reads it; a route without one fails that test.
 */
export const forEveryone = { 'x-foyer-right': 'public' } as const;

/** Open to all, but a conversation opens only with the session that began it. */
export const forVisitors = { 'x-foyer-right': 'visitor' } as const;

/** One's own account: a person who is signed in, whatever their role. */
export function forPeople(deps: DoorDeps) {
  return {
    'x-foyer-right': 'person',
    security: [{ session: [] as string[] }],
    middleware: requirePerson(deps),
  };
}

/** Takes an API key or a session whose role has `right`, for the bot in the path if there is one. */
export function forKeys(deps: DoorDeps, right: Right) {
  return {
    'x-foyer-right': right,
    security: [{ apiKey: [] as string[] }, { session: [] as string[] }],
    middleware: requireRight(deps, right),
  };
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
