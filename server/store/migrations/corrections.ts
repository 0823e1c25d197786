import type { Engine } from '../dialect.ts';

export function corrections({ types: { bigint, sequence } }: Engine): readonly string[] {
  return [
    `create table corrections (
       sequence ${sequence},
       id text not null unique,
       bot_id text not null references bots (id) on delete cascade,
       turn_id text not null,
       message_id text,
       question text not null,
       before text not null,
       after text not null,
       route text not null,
       heading text,
       passage text,
       made text not null,
       state text not null,
       author text not null,
       undone_by text,
       created_at ${bigint} not null,
       updated_at ${bigint} not null)`,
    `create index corrections_bot on corrections (bot_id, sequence)`,
    `create table withheld_passages (
       bot_id text not null references bots (id) on delete cascade,
       text_hash text not null,
       document_id text not null,
       created_at ${bigint} not null,
       primary key (bot_id, text_hash))`,
    // What was asked and said outside conversations; inside one, the messages hold it.
    `alter table turns add column history text`,
    `alter table turns add column reply text`,
  ];
}
