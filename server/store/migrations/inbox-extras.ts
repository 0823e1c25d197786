import type { Engine } from '../dialect.ts';

export function inboxExtraTables({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table canned_replies (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       shortcut text not null,
       text text not null,
       author text not null,
       version integer not null,
       created_at ${bigint} not null,
       updated_at ${bigint} not null,
       unique (bot_id, shortcut))`,
    `create table conversation_ratings (
       conversation_id text primary key references conversations (id) on delete cascade,
       bot_id text not null references bots (id) on delete cascade,
       score integer not null,
       comment text not null,
       created_at ${bigint} not null,
       updated_at ${bigint} not null)`,
    `create index conversation_ratings_bot on conversation_ratings (bot_id, created_at)`,
    `create index conversation_tags_tag on conversation_tags (tag)`,
  ];
}
