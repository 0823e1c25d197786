/**
 * Purpose: the routes: validated input, one verb, its result as JSON or a stream.
 * Invariant: every route names the right it takes; status codes stand in `errors.ts` alone.
 * Must never know: SQL, how an answer comes about, the environment.
 */
export { type App, type AppType, createApp } from './app.ts';
export { createReadiness, type ReadinessProbe } from './readiness.ts';
export { type RunningServer, serveApp } from './serve-app.ts';
export type { HttpDeps } from './types.ts';
