import type { Engine } from '../dialect.ts';

/** A bot's own everyday words, and a number that rises with every change of them. */
export function ownWords({ types: { bigint } }: Engine): readonly string[] {
  return [
    `create table own_words (
       id text primary key,
       bot_id text not null references bots (id) on delete cascade,
       customers_say text not null,
       said_key text not null,
       pages_say text not null,
       note text not null,
       added_by text not null,
       version integer not null,
       created_at ${bigint} not null,
       updated_at ${bigint} not null,
       unique (bot_id, said_key))`,
    'alter table bots add column words_version integer not null default 0',
  ];
}
