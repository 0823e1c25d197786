/**
 * Purpose: the `foyer` command: parses, calls the same verbs as the routes, prints.
 * Invariant: results on stdout, everything about them on stderr; one clear sentence and an exit code for a failure.
 * Must never know: how the context is built, HTTP.
 */
export { runCli } from './run-cli.ts';
export type { CliContext, CliDeps, CliOutput } from './types.ts';
