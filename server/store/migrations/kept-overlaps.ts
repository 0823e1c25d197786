import type { Engine } from '../dialect.ts';

/** What documents repeat or say differently, and shall: by a hash of both texts. */
export function keptOverlaps({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table kept_overlaps (
       bot_id text not null references bots (id) on delete cascade,
       key text not null,
       kept_by text not null,
       created_at ${bigint} not null,
       primary key (bot_id, key))`,
  ];
}
