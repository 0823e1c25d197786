import type { Engine } from '../dialect.ts';

/** Bots that are still being made of a file; nobody sees them. */
export function arrivingBots({ types: { bigint } }: Engine): readonly string[] {
  return [`alter table bots add column arriving_since ${bigint}`];
}
