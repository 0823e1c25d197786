import type { Engine } from '../dialect.ts';

/** Bots that are being deleted: nobody sees them, and their rows follow in small parts. */
export function leavingBots({ types: { bigint } }: Engine): readonly string[] {
  return [`alter table bots add column leaving_since ${bigint}`];
}
