import type { Engine } from '../dialect.ts';

/** Bots that are out of service, and the sites on which widgets were opened. */
export function botsKept({ types: { bigint } }: Engine): readonly string[] {
  return [
    `alter table bots add column archived_at ${bigint}`,
    `create table widget_sites (
       bot_id text not null references bots (id) on delete cascade,
       origin text not null,
       first_seen_at ${bigint} not null,
       last_seen_at ${bigint} not null,
       primary key (bot_id, origin))`,
  ];
}
