import type { Engine } from '../dialect.ts';

export function preferencePairs({ types: { bigint, sequence } }: Engine): readonly string[] {
  return [
    `create table preference_pairs (
       sequence ${sequence},
       id text not null unique,
       bot_id text not null references bots (id) on delete cascade,
       messages text not null,
       chosen text not null,
       rejected text not null,
       source text not null,
       turn_id text,
       document_ids text not null,
       author text not null,
       reviewer text,
       state text not null,
       version integer not null,
       content_hash text not null,
       created_at ${bigint} not null,
       updated_at ${bigint} not null,
       unique (bot_id, content_hash))`,
    `create index preference_pairs_bot on preference_pairs (bot_id, state, sequence)`,
  ];
}
