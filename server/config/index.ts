/**
 * Purpose: what the operator sets, read once from the environment.
 * Invariant: the only reader of process.env; all problems are reported at once, before anything starts.
 * Must never know: any room but base and contract.
 */
export { type Config, createConfig } from './config.ts';
export { documentConfig } from './document-config.ts';
export { loadConfig } from './load-config.ts';
